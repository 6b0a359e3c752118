package io.datastorm.core.result.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What brokers told, added up second by second: what is told of a long run costs no more each second. Not thread-safe.
 */
public final class BrokerSums {
    private final Map<String, Sums> brokers = new LinkedHashMap<>();

    /** Of one figure. */
    private static final class Mean {
        private double sum;
        private long seconds;

        void add(Double value) {
            if (value != null) {
                sum += value;
                seconds++;
            }
        }

        /** Null if no second had it. */
        Double value() {
            return seconds == 0 ? null : (Double) (sum / seconds);
        }
    }

    /** Of one broker. */
    private static final class Sums {
        private final Mean handlers = new Mean();
        private final Mean network = new Mean();
        private final Mean queue = new Mean();
        private final Mean local = new Mean();
        private final Mean remote = new Mean();
        private final Mean total = new Mean();
        private final Mean flush = new Mean();
        private Double leastIdle;
        private Long underReplicated;

        void add(BrokerInterval second) {
            handlers.add(second.requestHandlerIdle());
            network.add(second.networkIdle());
            queue.add(second.produce().queueMillis());
            local.add(second.produce().localMillis());
            remote.add(second.produce().remoteMillis());
            total.add(second.produce().totalMillis());
            flush.add(second.flushMillis());
            if (second.requestHandlerIdle() != null) {
                leastIdle = leastIdle == null
                        ? second.requestHandlerIdle()
                        : (Double) Math.min(leastIdle, second.requestHandlerIdle());
            }
            if (second.underReplicated() != null) {
                underReplicated = underReplicated == null
                        ? second.underReplicated()
                        : (Long) Math.max(underReplicated, second.underReplicated());
            }
        }

        BrokerMeans means(String broker) {
            BrokerInterval.ProduceTimes produce =
                    new BrokerInterval.ProduceTimes(queue.value(), local.value(), remote.value(), total.value());
            return new BrokerMeans(
                    new BrokerInterval(
                            broker, handlers.value(), network.value(), produce, flush.value(), underReplicated),
                    leastIdle);
        }
    }

    /** What each broker told of these seconds. */
    public static List<BrokerMeans> means(Stream<List<BrokerInterval>> seconds) {
        BrokerSums sums = new BrokerSums();
        seconds.forEach(sums::add);
        return sums.means();
    }

    /** Adds what brokers told of a second. */
    public void add(List<BrokerInterval> second) {
        second.forEach(told ->
                brokers.computeIfAbsent(told.broker(), first -> new Sums()).add(told));
    }

    /** Of each broker, in the order in which they were first told. */
    public List<BrokerMeans> means() {
        List<BrokerMeans> means = new ArrayList<>();
        brokers.forEach((broker, sums) -> means.add(sums.means(broker)));
        return means;
    }
}
