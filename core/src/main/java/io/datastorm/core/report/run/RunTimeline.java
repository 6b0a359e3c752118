package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.result.BacklogResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencyDistribution;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The measured seconds of a run as charts, with what happened at its time. */
final class RunTimeline {
    static final String SECONDS = "run";

    private static final double MIB = 1 << 20;
    private static final double MILLIS = 1000;
    private static final String END_OF = "end of ";

    private final RunResult result;
    private final List<Double> seconds;
    private final List<Chart.Band> bands = new ArrayList<>();

    RunTimeline(RunResult result) {
        this.result = result;
        this.seconds = result.intervals().stream()
                .map(interval -> (double) interval.second())
                .toList();
        result.faults().stream()
                .filter(fault -> !fault.fault().startsWith(END_OF))
                .forEach(this::fault);
        backlog(result.backlog());
    }

    /** Until its end, if it has one; else for as long as nothing was acknowledged. */
    private void fault(RunResult.FaultResult fault) {
        double from = fault.atSeconds();
        double until = result.faults().stream()
                .filter(end -> end.fault().equals(END_OF + fault.fault()) && end.atSeconds() >= from)
                .mapToDouble(RunResult.FaultResult::atSeconds)
                .min()
                .orElse(fault.stoppedMillis() == null ? from : from + fault.stoppedMillis() / MILLIS);
        bands.add(new Chart.Band(from, until, fault.fault()));
    }

    private void backlog(BacklogResult backlog) {
        if (backlog != null) {
            double drained = backlog.drainSeconds() == null ? 0 : backlog.drainSeconds();
            bands.add(new Chart.Band(backlog.fillSeconds(), backlog.fillSeconds() + drained, "backlog is drained"));
        }
    }

    List<Chart.Band> bands() {
        return bands;
    }

    /** What was achieved. */
    Section throughputSection() {
        Section section = Section.of("Throughput");
        if (Summary.consumesOnly(result)) {
            return section;
        }
        return result.intervals().isEmpty() ? section.text("No second was measured.") : section.with(throughput());
    }

    /** What it took. */
    Section resources() {
        Section section = Section.of("Resources");
        return result.intervals().isEmpty() ? section : section.with(List.of(cpu(), heap(), pauses()));
    }

    private Chart throughput() {
        List<Chart.Series> series = new ArrayList<>();
        series.add(series(Summary.verb(result), Interval::recordsPerSecond));
        Double target = result.throughput().targetRecordsPerSecond();
        if (target != null && Summary.steadyRate(result)) {
            series.add(new Chart.Series(
                    "asked for", seconds.stream().map(second -> target).toList(), true));
        }
        return chart("Throughput, records/s", series, Limits.of(result, Limits.THROUGHPUT), false);
    }

    Chart latency() {
        List<Chart.Series> series = new ArrayList<>(List.of(
                series("p50", Interval::p50Millis),
                series("p99", Interval::p99Millis),
                series("slowest", Interval::maxMillis)));
        LatencyDistribution distribution = result.latency().distribution();
        if (distribution != null && !distribution.late().isEmpty()) {
            series.add(new Chart.Series("slowest of those due then", late(distribution.late())));
        }
        String name = Summary.saturated(result) ? "Latency at full load, ms" : "Response time, ms";
        return chart(name, series, Limits.of(result, Limits.RESPONSE), true);
    }

    /** Not toList(): in most seconds nothing was due that took long. */
    private List<Double> late(List<LatencyDistribution.Late> late) {
        Map<Double, Double> slowest = new HashMap<>();
        late.forEach(second -> slowest.put((double) second.second(), second.millis()));
        List<Double> values = new ArrayList<>();
        seconds.forEach(second -> values.add(slowest.get(second)));
        return values;
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
        return chart("CPU, cores in use", series, List.of(), false);
    }

    private Chart heap() {
        Function<Interval, Double> used = interval -> interval.heapBytes() == null ? null : interval.heapBytes() / MIB;
        return chart("The generator's heap, MiB", List.of(series("in use", used)), List.of(), false);
    }

    private Chart pauses() {
        return chart(
                "The generator's GC pauses, ms in each second",
                List.of(series("pauses", Interval::gcPauseMillis)),
                List.of(),
                false);
    }

    Chart chart(String title, List<Chart.Series> series, List<Chart.Limit> limits, boolean log) {
        return new Chart.Lines(title, SECONDS, seconds, series, bands, limits, log);
    }

    /** Not toList(): a second without answers has no latency. */
    Chart.Series series(String name, Function<Interval, Double> figure) {
        List<Double> values = new ArrayList<>();
        result.intervals().forEach(interval -> values.add(figure.apply(interval)));
        return new Chart.Series(name, values);
    }
}
