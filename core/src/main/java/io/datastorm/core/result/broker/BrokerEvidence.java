package io.datastorm.core.result.broker;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What brokers' own metrics tell of a run that waited for them: which broker, and what of it.
 *
 * @param limits whether a broker explains most of the waiting
 * @param words a sentence without its end
 */
public record BrokerEvidence(boolean limits, String words) {
    /** Kafka's documentation wants more than this to be idle. */
    private static final double BUSY = 0.3;

    private static final double MOST = 0.5;
    private static final double MILLIS = 1e3;

    /**
     * Judges.
     *
     * @param serviceSeconds from sending to acknowledgement, as the client sees it
     * @return empty if the brokers tell nothing
     */
    public static Optional<BrokerEvidence> of(List<BrokerMeans> brokers, double serviceSeconds) {
        return busy(brokers, BrokerInterval::requestHandlerIdle, "request handlers")
                .or(() -> busy(brokers, BrokerInterval::networkIdle, "network threads"))
                .or(() -> slow(brokers, serviceSeconds));
    }

    private static Optional<BrokerEvidence> busy(
            List<BrokerMeans> brokers, Function<BrokerInterval, Double> idle, String threads) {
        return known(brokers, idle)
                .min(Comparator.comparing(idle))
                .filter(broker -> idle.apply(broker) < BUSY)
                .map(broker -> new BrokerEvidence(
                        true,
                        format(
                                "the %s of broker %s were idle in only %.0f %% of the time%s",
                                threads, broker.broker(), 100 * idle.apply(broker), ofRequest(broker))));
    }

    private static Stream<BrokerInterval> known(List<BrokerMeans> brokers, Function<BrokerInterval, Double> figure) {
        return brokers.stream().map(BrokerMeans::mean).filter(broker -> Objects.nonNull(figure.apply(broker)));
    }

    private static Optional<BrokerEvidence> slow(List<BrokerMeans> brokers, double serviceSeconds) {
        Function<BrokerInterval, Double> total = broker -> broker.produce().totalMillis();
        return known(brokers, total).max(Comparator.comparing(total)).map(broker -> {
            boolean most = total.apply(broker) >= MOST * serviceSeconds * MILLIS;
            String words = format("a produce request took %.1f ms at broker %s", total.apply(broker), broker.broker());
            return most
                    ? new BrokerEvidence(true, words + parts(broker))
                    : new BrokerEvidence(
                            false,
                            words
                                    + format(
                                            " of %.1f ms until its acknowledgement: the rest is the network, or "
                                                    + "batches that wait in the producer",
                                            serviceSeconds * MILLIS));
        });
    }

    private static String ofRequest(BrokerInterval broker) {
        String words = parts(broker);
        return words.isEmpty() ? "" : "; a produce request" + words;
    }

    /** Where its produce requests spent their time; empty if it does not tell. */
    private static String parts(BrokerInterval broker) {
        String words = broker.produce().words();
        return words.isEmpty() ? "" : ": " + words;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
