package io.datastorm.core.result;

import java.util.List;

/**
 * How long records took: all percentiles, and over time. Of all streams together.
 *
 * @param response percentiles of the response time; of the time from send to answer at full load
 * @param service percentiles of the time from send to answer; empty at full load, where both are the same
 * @param overTime how many records took how long; null if no second had an answer
 * @param late the slowest of the records that were due in a second and took longer than a second, by that second; to
 *     within a second; empty at full load
 */
public record LatencyDistribution(
        List<Percentile> response, List<Percentile> service, OverTime overTime, List<Late> late) {
    /** A part of the records, in percent, took no longer than this. */
    public record Percentile(double percentile, double millis) {}

    /**
     * Columns of seconds, by when the answer came.
     *
     * @param secondsPerColumn a long run has several
     * @param columns the first begins with the second 1; null where no answer came
     */
    public record OverTime(int secondsPerColumn, List<Column> columns) {}

    /**
     * How many records of a column took how long, in the buckets of {@link LatencySecond}.
     *
     * @param first the first bucket in which there is a record
     */
    public record Column(int first, List<Long> counts) {}

    /** The slowest record that was due in a second. */
    public record Late(long second, double millis) {}
}
