package io.datastorm.core.workload;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a run ends before its time: a figure of its seconds is what it must not be, for so long without a break.
 *
 * @param text as the user wrote it
 * @param condition of each second
 * @param time for how long it must hold; at least a second
 */
public record AbortRule(String text, Threshold condition, Duration time) {
    /** Figures of the response time of a second. */
    public static final String RESPONSE = "latency.response.";

    /** Every figure of a second that can be asked for. */
    public static final List<String> METRICS = List.of(
            "throughput.recordsPerSecond",
            "throughput.payloadBytesPerSecond",
            RESPONSE + "meanMillis",
            RESPONSE + "p50Millis",
            RESPONSE + "p90Millis",
            RESPONSE + "p99Millis",
            RESPONSE + "p999Millis",
            RESPONSE + "maxMillis",
            "latency.lag.p99Millis",
            "totals.failed",
            "consumers.lagMaxRecords");

    private static final Pattern TEXT = Pattern.compile("(.+?)(?:\\s+for\\s+(\\S+))?");

    /** Whether it asks for something of groups. */
    public boolean ofConsumers() {
        return condition.metric().startsWith("consumers.");
    }

    /** Reads {@code latency.response.p99Millis>200 for 10s}; without a time it is one second. */
    public static AbortRule parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is empty; write 'latency.response.p99Millis>200 for 10s'");
        }
        Threshold condition = Threshold.parse(matcher.group(1), METRICS);
        Duration time = matcher.group(2) == null ? Duration.ofSeconds(1) : Quantities.duration(matcher.group(2));
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("must hold for 1s at least, got '" + text + "'");
        }
        return new AbortRule(text.trim(), condition, time);
    }
}
