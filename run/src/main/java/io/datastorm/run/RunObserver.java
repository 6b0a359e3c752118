package io.datastorm.run;

import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.run.cluster.Messages;
import java.util.Map;

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
    default void interval(Interval interval) {}

    /** What each stream did in that second, by its name, in the order of the plan. */
    default void streams(Map<String, StreamInterval> each) {}

    /** What each consumer group did in its last second, by its name. */
    default void consumers(Map<String, ConsumerResult.Interval> each) {}

    /** All records are sent; the last answers are awaited. */
    default void draining() {}

    /** All answers are there, or given up; only reading back may follow. */
    default void ended() {}
}
