package io.datastorm.core.result.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a broker told of a run.
 *
 * @param mean of all seconds; {@code underReplicated} is the most
 * @param leastIdle of its request handlers, in one second; null if it did not tell
 */
public record BrokerMeans(BrokerInterval mean, Double leastIdle) {
    /** Of each broker, in the order in which they are first told. */
    public static List<BrokerMeans> of(Stream<BrokerInterval> seconds) {
        Map<String, List<BrokerInterval>> each = new LinkedHashMap<>();
        seconds.forEach(second -> each.computeIfAbsent(second.broker(), first -> new ArrayList<>())
                .add(second));
        return each.entrySet().stream()
                .map(broker -> of(broker.getKey(), broker.getValue()))
                .toList();
    }

    private static BrokerMeans of(String broker, List<BrokerInterval> seconds) {
        BrokerInterval.ProduceTimes produce = new BrokerInterval.ProduceTimes(
                mean(seconds, second -> second.produce().queueMillis()),
                mean(seconds, second -> second.produce().localMillis()),
                mean(seconds, second -> second.produce().remoteMillis()),
                mean(seconds, second -> second.produce().totalMillis()));
        Long most = seconds.stream()
                .map(BrokerInterval::underReplicated)
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null);
        return new BrokerMeans(
                new BrokerInterval(
                        broker,
                        mean(seconds, BrokerInterval::requestHandlerIdle),
                        mean(seconds, BrokerInterval::networkIdle),
                        produce,
                        mean(seconds, BrokerInterval::flushMillis),
                        most),
                seconds.stream()
                        .map(BrokerInterval::requestHandlerIdle)
                        .filter(Objects::nonNull)
                        .min(Double::compare)
                        .orElse(null));
    }

    /** In words, as far as it was told. */
    public String words() {
        List<String> words = new ArrayList<>();
        add(words, "request handlers idle %.0f %%", percent(mean.requestHandlerIdle()));
        add(words, "network threads idle %.0f %%", percent(mean.networkIdle()));
        add(words, "a produce request %.1f ms", mean.produce().totalMillis());
        String parts = mean.produce().words();
        return String.join(", ", words) + (parts.isEmpty() ? "" : ": " + parts);
    }

    private static Double percent(Double share) {
        return share == null ? null : (Double) (100 * share);
    }

    private static void add(List<String> words, String pattern, Double figure) {
        if (figure != null) {
            words.add(String.format(Locale.ROOT, pattern, figure));
        }
    }

    /** Null if no second has the figure. */
    private static Double mean(List<BrokerInterval> seconds, Function<BrokerInterval, Double> figure) {
        List<Double> values =
                seconds.stream().map(figure).filter(Objects::nonNull).toList();
        return values.isEmpty()
                ? null
                : (Double) values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }
}
