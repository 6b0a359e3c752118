package io.datastorm.core.result.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a broker told of a run.
 *
 * @param mean of all seconds; {@code underReplicated} is the most
 * @param leastIdle of its request handlers, in one second; null if it did not tell
 */
public record BrokerMeans(BrokerInterval mean, Double leastIdle) {
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
}
