package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.Latencies;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.core.result.broker.BrokerInterval;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.List;

/**
 * A second of a run, of all processes together. The histograms are valid until the next second is recorded.
 *
 * @param interval null for what came during the drain: it belongs to no second
 * @param latencies of what was acknowledged in it
 * @param response the response times of these, counted; null if there are none, or nobody counts them
 * @param streams the same for each stream, in the order of the plan
 */
public record RecordedSecond(Interval interval, Latencies latencies, LatencySecond response, List<OfStream> streams) {
    /**
     * What is known of a second beside what those who send have told.
     *
     * @param faults what was done to the cluster
     * @param brokers what brokers told, by their own metrics
     */
    public record Context(List<String> faults, List<BrokerInterval> brokers) {
        /** Nothing that is known. */
        public static final Context NOTHING = new Context(List.of(), List.of());
    }

    /**
     * A second of a stream.
     *
     * @param interval null if the stream was not measured in it
     * @param dirty its events that were wrong on purpose, as far as they are listed
     */
    public record OfStream(String name, StreamInterval interval, Latencies latencies, List<DirtyRecord> dirty) {
        OfStream with(List<DirtyRecord> listed) {
            return new OfStream(name, interval, latencies, listed);
        }
    }
}
