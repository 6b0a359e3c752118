package io.datastorm.core.measure;

import io.datastorm.core.result.Interval;

/** Is told each interval once, by the sampler's thread. */
@FunctionalInterface
public interface IntervalListener {
    /**
     * The interval that just ended, and the histograms of what was acknowledged in it: they are filled anew after this
     * call.
     */
    void interval(Interval interval, Latencies latencies);
}
