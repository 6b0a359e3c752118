package io.datastorm.run.broker;

import io.datastorm.core.result.broker.BrokerInterval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a broker's metrics were at a moment. Two of them make a second: its counters are compared, so that the second
 * has its own mean, and not that of the broker's life. Immutable.
 */
final class BrokerReading {
    private static final String HANDLERS = "kafkaserverkafkarequesthandlerpool";
    private static final String IDLE = "requesthandleravgidlepercent";
    private static final String REQUESTS = "kafkanetworkrequestmetrics";
    private static final String NETWORK_IDLE = "kafkanetworksocketservernetworkprocessoravgidlepercent";
    private static final String NETWORK_WAITED = "kafkaserversocketservermetricsiowaittimenstotal";
    private static final String PRODUCE = "Produce";
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    /** A share is not more; a sum of nanoseconds is, a moment after a broker has started. */
    private static final double MOST_SHARE = 1.5;

    private final List<MetricsText.Sample> samples;
    private final long nanos;

    /**
     * A reading.
     *
     * @param text in Prometheus's format
     * @param nanos when it was made
     */
    BrokerReading(String text, long nanos) {
        this.samples = MetricsText.read(text);
        this.nanos = nanos;
    }

    /** A number of events, and their sum. */
    private record Sum(double count, double sum) {}

    /** The second between a reading and this one. */
    BrokerInterval since(BrokerReading before, String broker) {
        BrokerInterval.ProduceTimes produce = new BrokerInterval.ProduceTimes(
                produce(before, "requestqueuetimems"),
                produce(before, "localtimems"),
                produce(before, "remotetimems"),
                Optional.ofNullable(produce(before, "totaltimems"))
                        .or(() -> redpandaLatency(before))
                        .orElse(null));
        return new BrokerInterval(
                broker,
                handlersIdle(before),
                networkIdle(before).orElse(null),
                produce,
                mean(before, "kafkaloglogflushstatslogflushrateandtimems", sample -> true)
                        .orElse(null),
                underReplicated().map(Math::round).orElse(null));
    }

    double seconds(BrokerReading before) {
        return (nanos - before.nanos) / NANOS;
    }

    /** Brokers that are controllers, too, have a figure for each role. */
    private Double handlersIdle(BrokerReading before) {
        return share(before, HANDLERS + "broker" + IDLE)
                .or(() -> share(before, HANDLERS + IDLE))
                .or(() -> redpandaIdle(before))
                .map(share -> Math.max(0, Math.min(1, share)))
                .orElse(null);
    }

    /** The bean counts nanoseconds; some exporters tell a rate of it only. */
    private Optional<Double> share(BrokerReading before, String name) {
        for (String counter : List.of(name + "count", name + "total", name)) {
            Optional<Double> now = value(counter, sample -> true);
            Optional<Double> then = before.value(counter, sample -> true);
            if (now.isPresent() && then.isPresent() && now.get() > MOST_SHARE) {
                // A broker that was restarted begins at zero.
                return Optional.of((now.get() - then.get()) / NANOS / seconds(before))
                        .filter(share -> share >= 0);
            }
        }
        return value(name + "oneminuterate", sample -> true).or(() -> value(name, sample -> true));
    }

    /** Of the listener whose threads are busiest; else the broker's own mean of half a minute. */
    private Optional<Double> networkIdle(BrokerReading before) {
        Map<String, double[]> then = before.waited();
        return waited().entrySet().stream()
                .filter(listener -> then.containsKey(listener.getKey()))
                .map(listener -> {
                    double[] now = listener.getValue();
                    return (now[0] - then.get(listener.getKey())[0]) / now[1] / NANOS / seconds(before);
                })
                .filter(share -> share >= 0)
                .map(share -> Math.min(1, share))
                .min(Double::compare)
                .or(() -> value(NETWORK_IDLE, sample -> true))
                .or(() -> value(NETWORK_IDLE + "value", sample -> true));
    }

    /** Nanoseconds that the network threads of each listener waited, and how many there are. */
    private Map<String, double[]> waited() {
        Map<String, double[]> listeners = new HashMap<>();
        samples.stream().filter(sample -> sample.name().equals(NETWORK_WAITED)).forEach(sample -> {
            double[] sum = listeners.computeIfAbsent(sample.labels().get("listener"), first -> new double[2]);
            sum[0] += sample.value();
            sum[1]++;
        });
        return listeners;
    }

    private Double produce(BrokerReading before, String part) {
        return mean(
                        before,
                        REQUESTS + part,
                        sample -> PRODUCE.equals(sample.labels().get("request")))
                .orElse(null);
    }

    private Optional<Double> mean(BrokerReading before, String name, Predicate<MetricsText.Sample> which) {
        Optional<Sum> now = sum(name, which);
        Optional<Sum> then = before.sum(name, which);
        if (now.isEmpty() || then.isEmpty()) {
            // Of those that tell percentiles only, the middle stands for the mean.
            return value(name, which.and(sample -> middle(sample.labels().get("quantile"))));
        }
        double events = now.get().count() - then.get().count();
        return events > 0 ? Optional.of((now.get().sum() - then.get().sum()) / events) : Optional.empty();
    }

    private static boolean middle(String quantile) {
        return "0.5".equals(quantile) || "0.50".equals(quantile);
    }

    private Optional<Sum> sum(String name, Predicate<MetricsText.Sample> which) {
        Optional<Double> count = value(name + "count", which);
        return count.flatMap(events -> value(name + "sum", which)
                .or(() -> value(name + "mean", which).map(mean -> mean * events))
                .map(sum -> new Sum(events, sum)));
    }

    private Optional<Double> underReplicated() {
        String name = "kafkaserverreplicamanagerunderreplicatedpartitions";
        return value(name, sample -> true)
                .or(() -> value(name + "value", sample -> true))
                .or(() -> all("redpandakafkaunderreplicatedreplicas"));
    }

    private Optional<Double> redpandaIdle(BrokerReading before) {
        String name = "redpandacpubusysecondstotal";
        long shards =
                samples.stream().filter(sample -> sample.name().equals(name)).count();
        return all(name)
                .flatMap(now -> before.all(name).map(then -> 1 - (now - then) / Math.max(1, shards) / seconds(before)));
    }

    private Optional<Double> redpandaLatency(BrokerReading before) {
        return mean(before, "redpandakafkarequestlatencyseconds", sample -> "produce"
                        .equals(sample.labels().get("redpanda_request")))
                .map(seconds -> seconds * MILLIS);
    }

    private Optional<Double> value(String name, Predicate<MetricsText.Sample> which) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(which)
                .map(MetricsText.Sample::value)
                .findFirst();
    }

    /** The sum of all; empty if there are none. */
    private Optional<Double> all(String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .map(MetricsText.Sample::value)
                .reduce(Double::sum);
    }
}
