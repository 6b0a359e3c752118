package io.datastorm.live.library;

import java.util.List;

/**
 * A stored result in the list.
 *
 * @param id its directory, from the library's root
 * @param kind run or experiment
 * @param startedAt by ISO 8601; null if it is not known
 * @param tags each as {@code KEY=VALUE}
 * @param run null if it is an experiment, or cannot be read
 * @param going whether somebody writes to it now
 * @param problem why it cannot be read; null if it can
 */
public record LibraryEntry(
        String id,
        String kind,
        String name,
        String startedAt,
        List<String> tags,
        Figures run,
        boolean going,
        String problem) {
    /**
     * The figures of a run.
     *
     * @param targetRecordsPerSecond null at full load
     * @param rateMet null if no rate was asked for
     * @param mode openLoop or saturated
     * @param verdict of the verification; null without one
     */
    public record Figures(
            double seconds,
            boolean complete,
            double recordsPerSecond,
            Double targetRecordsPerSecond,
            Boolean rateMet,
            String mode,
            Double p50Millis,
            Double p99Millis,
            Double maxMillis,
            Boolean storedAgrees,
            String verdict,
            String limitedBy) {}
}
