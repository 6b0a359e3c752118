package io.datastorm.core.result;

import java.util.Map;

/**
 * One second of a run, for those who watch it.
 *
 * @param interval all streams together
 * @param streams each of several streams, by its name, in the order of the plan, without those that have ended; empty
 *     if the run has one stream
 * @param groups the last second of each consumer group, by its name
 * @param latencies of what was acknowledged in it; null if nothing was
 * @param limit what limits the run, judged by all that was measured so far
 */
public record RunSecond(
        Interval interval,
        Map<String, StreamInterval> streams,
        Map<String, ConsumerResult.Interval> groups,
        LatencySecond latencies,
        Bottleneck limit) {}
