package io.datastorm.core.measure.snapshot;

import java.util.Arrays;
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
        WARMUP(0),
        /** The measured window. */
        MEASURED(1),
        /** After it: what is told belongs to the run, and to no second. */
        DRAIN(2);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        /** For another process. */
        int code() {
            return code;
        }

        /**
         * The phase with this code.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Phase of(int code) {
            return Arrays.stream(values())
                    .filter(phase -> phase.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no phase has the code " + code));
        }
    }

    /** The same, of this process. */
    public Snapshot by(int process) {
        return new Snapshot(process, phase, second, seconds, streams, usage);
    }

    /** The same, as part of another phase. */
    public Snapshot in(Phase other) {
        return new Snapshot(agent, other, second, seconds, streams, usage);
    }

    /** The same, where something else is known of what was used. */
    public Snapshot with(Usage known) {
        return new Snapshot(agent, phase, second, seconds, streams, known);
    }

    /** Whether it lies in the measured window. */
    public boolean measured() {
        return phase == Phase.MEASURED;
    }
}
