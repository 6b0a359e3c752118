package io.datastorm.canary.figures;

import io.datastorm.core.workload.Threshold;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service has promised: a figure of a window and its bound (a service level objective).
 *
 * @param text as the user wrote it
 * @param threshold the figure and its bound
 * @param window over which the figure is taken
 */
public record Objective(String text, Threshold threshold, Window window) {
    /** Percent of the records that were good. */
    public static final String AVAILABILITY = "availability";

    /** Figures that an objective can have. */
    public static final List<String> METRICS = Stream.concat(
                    Stream.of(AVAILABILITY), Stream.of("endToEnd", "response").flatMap(kind -> Stream.of(
                                    "p50Millis", "p90Millis", "p99Millis", "p999Millis", "maxMillis")
                            .map(figure -> "latency." + kind + "." + figure)))
            .toList();

    private static final Pattern TEXT = Pattern.compile("(.+?)\\s+over\\s+(\\S+)");

    /** What is asked for where nothing is. */
    public static final List<Objective> DEFAULTS =
            List.of(parse("availability>=99.9 over 5m"), parse("latency.endToEnd.p99Millis<1000 over 5m"));

    /**
     * Reads {@code availability>=99.9 over 1h}.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static Objective parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must have a figure, a bound and a window: 'availability>=99.9 over 1h', got '" + text + "'");
        }
        Window window = Window.of(matcher.group(2))
                .orElseThrow(() ->
                        new IllegalArgumentException("the window must be 5m, 1h or 24h, got '" + text.trim() + "'"));
        return new Objective(text.trim(), Threshold.parse(matcher.group(1), METRICS), window);
    }

    /** The figure; null if the window has no records. */
    public Double value(WindowFigures figures) {
        if (figures.records() == 0) {
            return null;
        }
        String metric = threshold.metric();
        if (metric.equals(AVAILABILITY)) {
            return figures.availability();
        }
        Latencies latencies = metric.startsWith("latency.response.") ? figures.response() : figures.endToEnd();
        return switch (metric.substring(metric.lastIndexOf('.') + 1)) {
            case "p50Millis" -> latencies.p50Millis();
            case "p90Millis" -> latencies.p90Millis();
            case "p99Millis" -> latencies.p99Millis();
            case "p999Millis" -> latencies.p999Millis();
            default -> latencies.maxMillis();
        };
    }
}
