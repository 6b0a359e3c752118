package io.datastorm.core.measure.snapshot;

import java.util.List;

/**
 * One second of one process: what each of its streams did, and what the process used. All that is known of a run is the
 * sum of its snapshots, in any order, of any number of processes.
 *
 * @param agent the process: 0 is the first
 * @param phase which part of the run it belongs to
 * @param second 1 for the first measured second; 0 and below for the warm-up
 * @param seconds its exact length
 * @param streams one for each stream, in the order of the plan
 * @param usage what the process used in it
 */
public record Snapshot(int agent, Phase phase, long second, double seconds, List<StreamSnapshot> streams, Usage usage) {
    /** A part of a run. */
    public enum Phase {
        /** Before the measured window. */
        WARMUP,
        /** The measured window. */
        MEASURED,
        /** After it: what is told belongs to the run, and to no second. */
        DRAIN
    }

    /** Whether it lies in the measured window. */
    public boolean measured() {
        return phase == Phase.MEASURED;
    }
}
