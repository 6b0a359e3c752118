package io.datastorm.core.report;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.result.BacklogResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The measured seconds of a run as charts, with the faults at their moments. */
final class RunCharts {
    private final RunResult result;
    private final List<Double> seconds;
    private final List<Chart.Mark> marks;

    private RunCharts(RunResult result) {
        this.result = result;
        this.seconds = result.intervals().stream()
                .map(interval -> (double) interval.second())
                .toList();
        this.marks = new ArrayList<>(result.faults().stream()
                .map(fault -> new Chart.Mark(fault.atSeconds(), fault.fault()))
                .toList());
        backlog(result.backlog());
    }

    private void backlog(BacklogResult backlog) {
        if (backlog != null) {
            marks.add(new Chart.Mark(backlog.fillSeconds(), "consumers read"));
        }
        if (backlog != null && backlog.drainSeconds() != null) {
            marks.add(new Chart.Mark(backlog.fillSeconds() + backlog.drainSeconds(), "backlog drained"));
        }
    }

    static Section section(RunResult result) {
        Section section = Section.of("Second by second");
        if (result.intervals().isEmpty()) {
            return section.text("No second was measured.");
        }
        RunCharts charts = new RunCharts(result);
        Section written = Summary.consumesOnly(result)
                ? section
                : section.with(charts.throughput()).with(charts.latency());
        return written.with(charts.cpu()).with(charts.memory());
    }

    private Chart throughput() {
        List<Chart.Series> series = new ArrayList<>();
        series.add(series(Summary.verb(result), Interval::recordsPerSecond));
        Double target = result.throughput().targetRecordsPerSecond();
        if (target != null) {
            series.add(series("asked for", interval -> target));
        }
        return chart("Throughput, records/s", "records/s", series, false);
    }

    private Chart latency() {
        String name = Summary.saturated(result) ? "Latency at full load, ms" : "Response time, ms";
        List<Chart.Series> series = List.of(
                series("p50", Interval::p50Millis),
                series("p99", Interval::p99Millis),
                series("maximum", Interval::maxMillis));
        return chart(name, "ms", series, true);
    }

    private Chart cpu() {
        List<Chart.Series> series = new ArrayList<>();
        series.add(series("generator", Interval::generatorCpu));
        for (int i = 0; i < result.brokers().size(); i++) {
            int index = i;
            series.add(series(
                    "broker " + result.brokers().get(i).id(),
                    interval -> index < interval.brokerCpu().size()
                            ? interval.brokerCpu().get(index)
                            : null));
        }
        return chart("CPU, cores in use", "cores", series, false);
    }

    private Chart memory() {
        List<Chart.Series> series = List.of(
                series("GC pauses, ms", Interval::gcPauseMillis),
                series(
                        "heap in use, MiB",
                        interval -> interval.heapBytes() == null ? null : interval.heapBytes() / (double) (1 << 20)));
        return chart("The generator's GC pauses (ms a second) and heap (MiB)", "", series, false);
    }

    private Chart chart(String title, String unit, List<Chart.Series> series, boolean log) {
        return new Chart.Lines(title, unit, seconds, series, marks, log);
    }

    private Chart.Series series(String name, Function<Interval, Double> figure) {
        // Not toList(): a second without answers has no latency.
        List<Double> values = new ArrayList<>();
        IntStream.range(0, seconds.size())
                .forEach(i -> values.add(figure.apply(result.intervals().get(i))));
        return new Chart.Series(name, values);
    }
}
