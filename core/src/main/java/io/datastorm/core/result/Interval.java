package io.datastorm.core.result;

import io.datastorm.core.result.broker.BrokerInterval;
import java.util.List;

/**
 * One second of a run, frozen. What is not known of an external client is null.
 *
 * @param second 1 for the first measured second; 0 and below for the warm-up
 * @param seconds its exact length
 * @param acknowledged records acknowledged in it
 * @param recordsPerSecond acknowledged, scaled to a whole second
 * @param payloadBytesPerSecond value bytes acknowledged, scaled to a whole second
 * @param p50Millis response time of what was acknowledged in it; null if nothing was
 * @param p99Millis likewise
 * @param maxMillis likewise
 * @param lagP99Millis intended to sent; null in a closed loop
 * @param failed records that failed in it
 * @param generatorCpu cores that the generator used
 * @param brokerCpu cores that each local broker used, in the order of their ids
 * @param gcPauseMillis pauses of the generator's JVM, added up
 * @param heapBytes the generator's heap in use at its end
 * @param faults what was done to the cluster in it
 * @param brokers what brokers told of it, by their own metrics; empty if they tell nothing
 */
public record Interval(
        long second,
        double seconds,
        long acknowledged,
        double recordsPerSecond,
        Double payloadBytesPerSecond,
        Double p50Millis,
        Double p99Millis,
        Double maxMillis,
        Double lagP99Millis,
        Long failed,
        double generatorCpu,
        List<Double> brokerCpu,
        Double gcPauseMillis,
        Long heapBytes,
        List<String> faults,
        List<BrokerInterval> brokers)
        implements MeasuredSecond {
    public Interval {
        // Results of earlier versions have none.
        brokers = brokers == null ? List.of() : List.copyOf(brokers);
    }

    /** Whether it belongs to the measured window. */
    public boolean measured() {
        return second > 0;
    }
}
