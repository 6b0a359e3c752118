package io.datastorm.run;

import io.datastorm.core.result.RunSecond;
import io.datastorm.run.cluster.Messages;

/**
 * Watches a run while it goes on. All calls come from one thread of its own, in order. An observer that is slow or
 * throws delays neither the run nor the result; one that throws is not called again, and the result has a warning.
 */
public interface RunObserver extends Messages {
    @Override
    default void waiting(String what) {}

    @Override
    default void notice(String line) {}

    @Override
    default void warning(String line) {}

    /** Everything is prepared; the first records are sent. */
    default void sending() {}

    /** A second of the run has passed, the warm-up included. */
    default void second(RunSecond second) {}

    /** All records are sent; the last answers are awaited. */
    default void draining() {}

    /**
     * A second has passed in which answers were awaited.
     *
     * @param outstanding records that have none yet
     */
    default void awaiting(long outstanding) {}

    /** All answers are there, or given up; only reading back may follow. */
    default void ended() {}
}
