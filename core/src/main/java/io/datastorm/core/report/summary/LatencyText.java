package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** The latencies of a run or of a stream. */
final class LatencyText {
    private final RunResult.Latency latency;
    private final boolean acknowledged;

    /**
     * For these latencies.
     *
     * @param acknowledged whether they end with an acknowledgement; without one they end when a record has left
     */
    LatencyText(RunResult.Latency latency, boolean acknowledged) {
        this.latency = latency;
        this.acknowledged = acknowledged;
    }

    private boolean saturated() {
        return latency.mode().equals("saturated");
    }

    /** All that is known. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String end = acknowledged ? "acknowledged" : "handed to the network";
        add(
                rows,
                saturated() ? "saturated" : "response",
                latency.response(),
                latency.lowerBoundFromMillis(),
                saturated()
                        ? "  (send → %s at full load; no intended times)".formatted(end)
                        : "  (intended → %s)".formatted(end));
        if (!saturated()) {
            add(rows, "service", latency.service(), null, "  (sent → %s)".formatted(end));
            add(rows, "lag", latency.lag(), null, "  (intended → sent)");
        }
        if (latency.dueWithoutLatency() != null && latency.dueWithoutLatency() > 0) {
            rows.add(new Row(
                    "",
                    NumberFormat.whole(latency.dueWithoutLatency())
                            + " records have no response time: they count with the time "
                            + "for which they were waited for (≥)"));
        }
        consumed(rows);
        return rows;
    }

    private void consumed(List<Row> rows) {
        RunResult.EndToEnd consumed = latency.endToEndFacts();
        if (consumed == null) {
            return;
        }
        String from = saturated() ? "send" : "intended";
        add(rows, "end to end", consumed.summary(), null, "  (%s → read by a consumer)".formatted(from));
        if (consumed.trouble() != null) {
            rows.add(new Row("", "not everything was read along: " + consumed.trouble()));
        }
        if (consumed.negative() > 0) {
            rows.add(new Row(
                    "", NumberFormat.whole(consumed.negative()) + " samples were below zero, and count as zero"));
        }
    }

    /** The most important one in a line; empty if there is none. */
    List<Row> brief() {
        List<Row> rows = new ArrayList<>();
        add(
                rows,
                "",
                latency.response(),
                latency.lowerBoundFromMillis(),
                saturated() ? "  (saturated)" : "  (response)");
        return rows;
    }

    /** One latency; from the bound on, percentiles are at least what is said. */
    private static void add(
            List<Row> rows, String label, RunResult.Summary summary, Double boundMillis, String meaning) {
        if (summary != null) {
            rows.add(new Row(
                    label,
                    "p50 %s   p99 %s   p99.9 %s   max %s%s"
                            .formatted(
                                    millis(summary.p50Millis(), boundMillis),
                                    millis(summary.p99Millis(), boundMillis),
                                    millis(summary.p999Millis(), boundMillis),
                                    millis(summary.maxMillis(), boundMillis),
                                    meaning)));
        }
    }

    private static String millis(double value, Double boundMillis) {
        boolean bound = boundMillis != null && value >= boundMillis;
        return (bound ? "≥ " : "") + NumberFormat.millis(value);
    }
}
