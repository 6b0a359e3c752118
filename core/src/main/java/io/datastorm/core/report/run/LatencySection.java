package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.LatencyDistribution;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How long records took: percentiles, their plot, and how they changed over time. */
final class LatencySection {
    private static final List<ToDoubleFunction<RunResult.Summary>> FIGURES = List.of(
            RunResult.Summary::p50Millis,
            RunResult.Summary::p90Millis,
            RunResult.Summary::p99Millis,
            RunResult.Summary::p999Millis,
            RunResult.Summary::p9999Millis,
            RunResult.Summary::maxMillis);

    private final RunResult result;
    private final RunTimeline timeline;

    private LatencySection(RunResult result, RunTimeline timeline) {
        this.result = result;
        this.timeline = timeline;
    }

    /** Empty if nothing was answered. */
    static Section of(RunResult result, RunTimeline timeline) {
        Section section = Section.of("Latency");
        return result.latency().response() == null ? section : new LatencySection(result, timeline).section(section);
    }

    private Section section(Section empty) {
        Section section = empty.with(table());
        if (result.latency().dueWithoutLatency() != null && result.latency().dueWithoutLatency() > 0) {
            section = section.text(NumberFormat.whole(result.latency().dueWithoutLatency())
                    + " records were never acknowledged. They count with the time for which they were awaited (≥).");
        }
        if (!result.intervals().isEmpty()) {
            section = section.with(timeline.latency());
        }
        LatencyDistribution distribution = result.latency().distribution();
        if (distribution != null) {
            section = section.with(percentiles(distribution));
            if (distribution.overTime() != null) {
                section = section.with(heatMap(distribution.overTime()));
            }
        }
        return section;
    }

    private Table table() {
        boolean saturated = Summary.saturated(result);
        String end = Summary.verb(result).equals("acknowledged") ? "acknowledged" : "handed to the network";
        RunResult.Latency latency = result.latency();
        List<List<String>> rows = new ArrayList<>();
        add(rows, saturated ? "at full load: sent → " + end : "response: due → " + end, latency.response());
        if (!saturated) {
            add(rows, "service: sent → " + end, latency.service());
            add(rows, "lag: due → sent", latency.lag());
        }
        add(rows, "end to end: " + (saturated ? "sent" : "due") + " → read", latency.endToEnd());
        return new Table(List.of("time", "p50", "p90", "p99", "p99.9", "p99.99", "slowest", "records"), rows);
    }

    private void add(List<List<String>> rows, String name, RunResult.Summary summary) {
        if (summary == null) {
            return;
        }
        Double bound = result.latency().lowerBoundFromMillis();
        boolean response = rows.isEmpty();
        List<String> row = new ArrayList<>(List.of(name));
        for (ToDoubleFunction<RunResult.Summary> figure : FIGURES) {
            double millis = figure.applyAsDouble(summary);
            row.add((response && bound != null && millis >= bound ? "≥ " : "") + NumberFormat.millis(millis));
        }
        row.add(NumberFormat.whole(summary.count()));
        rows.add(row);
    }

    private Chart percentiles(LatencyDistribution distribution) {
        List<Chart.Curve> curves = new ArrayList<>();
        curves.add(Chart.Curve.of(
                Summary.saturated(result) ? "from send" : "from when it was due", distribution.response()));
        if (!distribution.service().isEmpty()) {
            curves.add(Chart.Curve.of("from send", distribution.service()));
        }
        return new Chart.Percentiles("Latency by percentile, ms", curves);
    }

    private Chart heatMap(LatencyDistribution.OverTime overTime) {
        return new Chart.HeatMap(
                "Records by latency, ms: the darker, the more of a second's records",
                overTime,
                timeline.bands(),
                LatencySecond.upperMillis(0),
                LatencySecond.BUCKETS_PER_DOUBLING);
    }
}
