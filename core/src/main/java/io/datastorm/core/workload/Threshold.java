package io.datastorm.core.workload;

import io.datastorm.generator.input.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a figure of the result must be.
 *
 * @param expression as the user wrote it
 * @param metric the path of a number in the result document; names stand for the places of streams and groups
 * @param comparison {@code <}, {@code <=}, {@code >}, {@code >=} or {@code ==}
 * @param bound the number
 */
public record Threshold(String expression, String metric, String comparison, double bound) {
    /** Every metric that can be asked for: paths of numbers in the result document. */
    public static final List<String> METRICS = metrics();

    /** Every metric of one consumer group. */
    public static final List<String> METRICS_OF_GROUPS = metricsOfGroups();

    private static final Pattern BOUND = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([km]?)");
    private static final Pattern TEXT = Pattern.compile("\\s*([^\\s<>=]+)\\s*(<=|>=|==|<|>)\\s*(\\S+)\\s*");

    /**
     * A stream or a consumer group, and a metric of it.
     *
     * @param kind the array of the result document: streams or consumers
     * @param name of the stream, or of the group
     * @param metric the path of a number in its element
     */
    public record Part(String kind, String name, String metric) {
        private static final String STREAMS = "streams";
        private static final String CONSUMERS = "consumers";

        /** Reads {@code streams.NAME.METRIC} or {@code consumers.GROUP.METRIC}; empty if a path is none of these. */
        public static Optional<Part> of(String path) {
            return path.startsWith(STREAMS + ".")
                    ? of(STREAMS, path, METRICS)
                    : path.startsWith(CONSUMERS + ".") ? of(CONSUMERS, path, METRICS_OF_GROUPS) : Optional.empty();
        }

        private static Optional<Part> of(String kind, String path, List<String> metrics) {
            int from = kind.length() + 1;
            return metrics.stream()
                    .filter(metric -> path.length() > from + metric.length() + 1 && path.endsWith("." + metric))
                    .findFirst()
                    .map(metric -> new Part(kind, path.substring(from, path.length() - metric.length() - 1), metric));
        }

        /** Whether it is a stream. */
        public boolean ofStream() {
            return kind.equals(STREAMS);
        }
    }

    /** The stream or group that it asks for; empty if it asks for the whole run. */
    public Optional<Part> part() {
        return Part.of(metric);
    }

    /** Reads {@code latency.response.p99Millis<50} or {@code throughput.recordsPerSecond>=100k}. */
    public static Threshold parse(String text) {
        return parse(text, METRICS, true);
    }

    /** Reads one of other figures. */
    public static Threshold parse(String text, List<String> metrics) {
        return parse(text, metrics, false);
    }

    private static Threshold parse(String text, List<String> metrics, boolean parts) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a threshold: '" + text
                    + "'; write a metric, one of < <= > >= ==, and a number: latency.response.p99Millis<50");
        }
        String metric = matcher.group(1);
        if (!metrics.contains(metric) && !(parts && Part.of(metric).isPresent())) {
            throw new IllegalArgumentException("unknown metric '" + metric + "' in '" + text
                    + "' ('datastorm help thresholds' lists all)" + Nearest.hint(metric, metrics));
        }
        return new Threshold(text.trim(), metric, matcher.group(2), bound(matcher.group(3)));
    }

    private static double bound(String text) {
        Matcher matcher = BOUND.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the bound '" + text + "' is not a number; write 50, 0.5, 100k or 1.5m");
        }
        double factor =
                switch (matcher.group(2)) {
                    case "k" -> 1e3;
                    case "m" -> 1e6;
                    default -> 1;
                };
        return Double.parseDouble(matcher.group(1)) * factor;
    }

    /** Whether an actual value meets it. */
    public boolean metBy(double actual) {
        return switch (comparison) {
            case "<" -> actual < bound;
            case "<=" -> actual <= bound;
            case ">" -> actual > bound;
            case ">=" -> actual >= bound;
            default -> actual == bound;
        };
    }

    private static List<String> metricsOfGroups() {
        Stream<String> endToEnd = METRICS.stream()
                .filter(metric -> metric.startsWith("latency.lag."))
                .map(metric -> metric.replace("latency.lag.", "endToEnd."));
        return Stream.concat(
                        Stream.of(
                                "records",
                                "recordsPerSecond",
                                "bytesPerSecond",
                                "lagMaxRecords",
                                "lagMaxMillis",
                                "failedCommits",
                                "rebalances.count",
                                "rebalances.totalMillis",
                                "rebalances.maxMillis"),
                        endToEnd)
                .toList();
    }

    private static List<String> metrics() {
        Stream<String> latency = Stream.of("response", "service", "lag").flatMap(kind -> Stream.of(
                        "count",
                        "meanMillis",
                        "p50Millis",
                        "p90Millis",
                        "p95Millis",
                        "p99Millis",
                        "p999Millis",
                        "p9999Millis",
                        "maxMillis")
                .map(figure -> "latency." + kind + "." + figure));
        Stream<String> totals = Stream.of(
                        "attempted",
                        "neverSent",
                        "acknowledged",
                        "failed",
                        "unresolved",
                        "stored",
                        "payloadBytes",
                        "wireBytes")
                .map(name -> "totals." + name);
        Stream<String> throughput = Stream.of("recordsPerSecond", "payloadBytesPerSecond", "wireBytesPerSecond")
                .map(name -> "throughput." + name);
        Stream<String> generator = Stream.of(
                        "cpuSeconds",
                        "recordsPerCpuSecond",
                        "gcPauseMaxMillis",
                        "gcPauseTotalMillis",
                        "allocatedBytesPerRecord",
                        "peakHeapBytes",
                        "peakRssBytes")
                .map(name -> "generator." + name);
        return Stream.of(throughput, latency, totals, generator).flatMap(s -> s).toList();
    }
}
