package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Several runs laid over each other, second by second. It shows them, and judges nothing: that needs repeats. */
public final class RunComparison {
    private static final int TO_SECONDS = 19;

    private final List<RunResult> runs;
    private final List<String> names;

    private RunComparison(List<RunResult> runs) {
        this.runs = runs;
        this.names =
                IntStream.range(0, runs.size()).mapToObj(i -> name(i, runs)).toList();
    }

    /** Charts with a line for each run; none if there is no run. */
    public static List<Chart> charts(List<RunResult> runs) {
        return runs.isEmpty() ? List.of() : new RunComparison(List.copyOf(runs)).charts();
    }

    /** Runs of one name are told apart by the tags that not all of them have, or by their time. */
    private static String name(int index, List<RunResult> runs) {
        RunResult.Run run = runs.get(index).run();
        List<List<String>> namesakes = runs.stream()
                .filter(other -> other.run().name().equals(run.name()))
                .map(RunComparison::tags)
                .toList();
        if (namesakes.size() == 1) {
            return run.name();
        }
        List<String> own = tags(runs.get(index)).stream()
                .filter(tag -> !namesakes.stream().allMatch(tags -> tags.contains(tag)))
                .toList();
        String time = run.startedAt()
                .substring(0, Math.min(TO_SECONDS, run.startedAt().length()));
        return run.name() + " " + (own.isEmpty() ? "" : String.join(" ", own) + " ") + time.replace('T', ' ');
    }

    private static List<String> tags(RunResult run) {
        return run.workload().get("tags") instanceof List<?> tags
                ? tags.stream().map(String::valueOf).toList()
                : List.of();
    }

    private List<Chart> charts() {
        List<Double> seconds = runs.stream()
                .flatMap(run -> run.intervals().stream())
                .map(interval -> (double) interval.second())
                .distinct()
                .sorted()
                .toList();
        List<Chart> charts = new ArrayList<>();
        charts.add(lines("Throughput, records/s", seconds, false, Interval::recordsPerSecond));
        charts.add(lines("p99, ms", seconds, true, Interval::p99Millis));
        charts.add(lines("p50, ms", seconds, true, Interval::p50Millis));
        charts.add(lines("Slowest, ms", seconds, true, Interval::maxMillis));
        List<Chart.Curve> curves = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).latency().distribution() != null) {
                curves.add(Chart.Curve.of(
                        names.get(i), runs.get(i).latency().distribution().response()));
            }
        }
        if (!curves.isEmpty()) {
            charts.add(new Chart.Percentiles("Latency by percentile, ms", curves));
        }
        charts.add(lines("CPU of the generator, cores", seconds, false, Interval::generatorCpu));
        return charts;
    }

    private Chart lines(String title, List<Double> seconds, boolean log, Function<Interval, Double> figure) {
        List<Chart.Series> series = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Map<Long, Double> values = new HashMap<>();
            runs.get(i).intervals().forEach(interval -> values.put(interval.second(), figure.apply(interval)));
            // Not toList(): a run may be shorter than the others.
            List<Double> line = new ArrayList<>();
            seconds.forEach(second -> line.add(values.get(second.longValue())));
            series.add(new Chart.Series(names.get(i), line));
        }
        return new Chart.Lines(title, RunTimeline.SECONDS, seconds, series, List.of(), List.of(), log);
    }
}
