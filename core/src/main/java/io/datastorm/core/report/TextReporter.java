package io.datastorm.core.report;

import io.datastorm.core.measure.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The summary on the screen: first what is wrong, then what was achieved, what it cost, and what limited it. */
public final class TextReporter implements Reporter {
    private static final int LABEL = 14;

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write((String.join("\n", lines(result)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The lines of the summary. */
    public static List<String> lines(RunResult result) {
        List<String> lines = new ArrayList<>();
        alarms(result, lines);
        headline(result, lines);
        records(result, lines);
        latency(result, lines);
        cost(result, lines);
        add(
                lines,
                "limited by",
                result.validity().limitedBy() + " – " + result.validity().evidence());
        thresholds(result, lines);
        for (String warning : result.validity().warnings()) {
            add(lines, "warning", warning);
        }
        return lines;
    }

    /** The broker's own count comes before everything else when it does not agree with ours. */
    private static void alarms(RunResult result, List<String> lines) {
        RunResult.Totals totals = result.totals();
        if (Boolean.FALSE.equals(totals.storedAgrees())) {
            lines.add("STORED DISAGREES: %s %s, but the topic grew by %s. Believe the topic."
                    .formatted(Figures.whole(totals.acknowledged()), verb(result), Figures.whole(totals.stored())));
        }
        if (!result.run().complete()) {
            lines.add("INCOMPLETE: the run did not end in good order.");
        }
    }

    private static void headline(RunResult result, List<String> lines) {
        RunResult.Throughput throughput = result.throughput();
        String target = throughput.targetRecordsPerSecond() == null
                ? ""
                : " of " + Figures.count(throughput.targetRecordsPerSecond()) + " asked"
                        + (Boolean.TRUE.equals(result.validity().rateMet()) ? " (met)" : " (NOT MET)");
        add(
                lines,
                "throughput",
                "%s records/s %s%s, %s/s of values, %s/s on the wire"
                        .formatted(
                                Figures.count(throughput.recordsPerSecond()),
                                verb(result),
                                target,
                                Figures.bytes(throughput.payloadBytesPerSecond()),
                                Figures.bytes(throughput.wireBytesPerSecond())));
        add(
                lines,
                "measured",
                String.format(
                        Locale.ROOT, "%.2f s, after the warm-up", result.run().durationSeconds()));
    }

    private static void records(RunResult result, List<String> lines) {
        RunResult.Totals totals = result.totals();
        String stored = totals.stored() == null
                ? "stored could not be asked"
                : Figures.whole(totals.stored()) + " stored"
                        + (Boolean.TRUE.equals(totals.storedAgrees()) ? " ✓" : " ✗");
        add(
                lines,
                "records",
                "%s %s, %s, %s failed, %s unresolved (warm-up included)"
                        .formatted(
                                Figures.whole(totals.acknowledged()),
                                verb(result),
                                stored,
                                Figures.whole(totals.failed()),
                                Figures.whole(totals.unresolved())));
        totals.failedByError().forEach((error, count) -> add(lines, "failed", Figures.whole(count) + " × " + error));
        totals.unresolvedByError()
                .forEach((error, count) -> add(lines, "unresolved", Figures.whole(count) + " × " + error));
    }

    private static void latency(RunResult result, List<String> lines) {
        boolean saturated = result.latency().mode().equals("saturated");
        summary(
                lines,
                saturated ? "saturated" : "response",
                result.latency().response(),
                saturated ? "  (send → acknowledged at full load; no intended times)" : "  (intended → acknowledged)");
        if (!saturated) {
            summary(lines, "service", result.latency().service(), "  (sent → acknowledged)");
            summary(lines, "lag", result.latency().lag(), "  (intended → sent)");
        }
    }

    private static void summary(List<String> lines, String label, RunResult.Summary summary, String meaning) {
        if (summary != null) {
            add(
                    lines,
                    label,
                    "p50 %s   p99 %s   p99.9 %s   max %s%s"
                            .formatted(
                                    Figures.millis(summary.p50Millis()),
                                    Figures.millis(summary.p99Millis()),
                                    Figures.millis(summary.p999Millis()),
                                    Figures.millis(summary.maxMillis()),
                                    meaning));
        }
    }

    private static void cost(RunResult result, List<String> lines) {
        RunResult.Generator generator = result.generator();
        add(
                lines,
                "generator",
                String.format(
                        Locale.ROOT,
                        "%.1f CPU-s, %s records per CPU-s, GC pauses %.0f ms in all, %.0f ms at most, memory %s",
                        generator.cpuSeconds(),
                        Figures.count(generator.recordsPerCpuSecond()),
                        generator.gcPauseTotalMillis(),
                        generator.gcPauseMaxMillis(),
                        Figures.memory(generator.peakRssBytes())));
        for (RunResult.Broker broker : result.brokers()) {
            add(
                    lines,
                    "broker " + broker.id(),
                    String.format(
                            Locale.ROOT,
                            "%.1f CPU-s, memory %s",
                            broker.cpuSeconds(),
                            Figures.memory(broker.peakRssBytes())));
        }
    }

    private static void thresholds(RunResult result, List<String> lines) {
        for (RunResult.ThresholdResult threshold : result.thresholds()) {
            String actual = threshold.actual() == null
                    ? "there is no such figure in this run"
                    : String.format(Locale.ROOT, "actual %,.3f", threshold.actual());
            add(
                    lines,
                    "threshold",
                    (threshold.met() ? "met      " : "NOT MET  ") + threshold.expression() + "  (" + actual + ")");
        }
    }

    /** With acks=0 nobody acknowledges anything. */
    private static String verb(RunResult result) {
        return result.workload().get("sender") instanceof Map<?, ?> sender && "0".equals(sender.get("acks"))
                ? "sent"
                : "acknowledged";
    }

    private static void add(List<String> lines, String label, String text) {
        lines.add("  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + text);
    }
}
