package io.datastorm.run;

import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.AbortRule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sees whether a run must end because of its figures. A second without a figure breaks no rule that asks for it, and
 * ends what held before it. Seconds of the warm-up do not count. Not thread-safe.
 */
final class AbortWatch {
    private static final double NANOS = 1e9;
    /** The last second of a run may be a part of one. */
    private static final double WHOLE_SECOND = 0.9;

    private final List<AbortRule> rules;
    /** For how long each has held without a break, in seconds. */
    private final Map<AbortRule, Double> held = new HashMap<>();

    private long failed;

    AbortWatch(List<AbortRule> rules) {
        this.rules = rules.stream().distinct().toList();
    }

    /** Why the run must end now; empty if it may go on. */
    Optional<String> broken(RunSecond second) {
        failed += Objects.requireNonNullElse(second.interval().failed(), 0L);
        if (!second.interval().measured() || second.interval().seconds() < WHOLE_SECOND) {
            return Optional.empty();
        }
        return rules.stream()
                .filter(rule -> holds(rule, second))
                .findFirst()
                .map(rule -> String.format(
                        Locale.ROOT,
                        "aborted: %s (it was %,.2f)",
                        rule.text(),
                        figure(rule.condition().metric(), second)));
    }

    private boolean holds(AbortRule rule, RunSecond second) {
        Double figure = figure(rule.condition().metric(), second);
        double before = held.getOrDefault(rule, 0.0);
        double now = figure != null && rule.condition().metBy(figure)
                ? before + second.interval().seconds()
                : 0;
        held.put(rule, now);
        // Seconds are a little longer or shorter than a second.
        return now > 0 && Math.round(now) >= rule.time().toNanos() / NANOS;
    }

    private Double figure(String metric, RunSecond second) {
        Interval interval = second.interval();
        return switch (metric) {
            case "throughput.recordsPerSecond" -> interval.recordsPerSecond();
            case "throughput.payloadBytesPerSecond" -> interval.payloadBytesPerSecond();
            case "latency.lag.p99Millis" -> interval.lagP99Millis();
            case "totals.failed" -> (double) failed;
            case "consumers.lagMaxRecords" ->
                second.groups().values().stream()
                        .map(ConsumerResult.Interval::lagRecords)
                        .filter(Objects::nonNull)
                        .map(Long::doubleValue)
                        .reduce(Math::max)
                        .orElse(null);
            default -> second.response() == null ? null : response(metric, second.response());
        };
    }

    private static double response(String metric, LatencySecond response) {
        return switch (metric.substring(AbortRule.RESPONSE.length())) {
            case "meanMillis" -> response.meanMillis();
            case "p50Millis" -> response.p50Millis();
            case "p90Millis" -> response.p90Millis();
            case "p99Millis" -> response.p99Millis();
            case "p999Millis" -> response.p999Millis();
            case "maxMillis" -> response.maxMillis();
            default -> throw new IllegalArgumentException(metric);
        };
    }
}
