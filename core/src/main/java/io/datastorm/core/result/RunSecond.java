package io.datastorm.core.result;

import java.util.Map;

/**
 * One second of a run, for those who watch it.
 *
 * @param interval all streams together
 * @param asked records that were due in it; null if a stream has no rate, or nothing is written
 * @param response times of what was acknowledged in it; null if nothing was
 * @param streams each stream that is sent to, by its name, in the order of the plan, without those that have ended
 * @param groups the last second of each consumer group, by its name
 * @param agents each process, by its index; empty if there is only this one
 * @param limit what limits the run, judged by all that was measured so far
 */
public record RunSecond(
        Interval interval,
        Double asked,
        LatencySecond response,
        Map<String, OfStream> streams,
        Map<String, ConsumerResult.Interval> groups,
        Map<Integer, OfAgent> agents,
        Bottleneck limit) {
    /**
     * A second of one process.
     *
     * @param host where it runs
     * @param acknowledged records
     * @param cpu cores that it used
     */
    public record OfAgent(String host, long acknowledged, double recordsPerSecond, double cpu) {}

    /**
     * A second of one stream.
     *
     * @param response see above
     * @param service times of the same records, from when they were sent
     */
    public record OfStream(StreamInterval interval, LatencySecond response, LatencySecond service) {}
}
