package io.datastorm.lab.report;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.lab.stats.Bootstrap;
import io.datastorm.lab.stats.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The runs of an experiment as charts. */
final class ExperimentCharts {
    private final ExperimentResult result;

    ExperimentCharts(ExperimentResult result) {
        this.result = result;
    }

    /** Every run, as a point. */
    Section runs() {
        Section section = Section.of(ExperimentPage.CHARTS)
                .text("Each point is a run; the bar is the median, the line its 95 % interval.");
        for (Metric metric :
                List.of(Metric.THROUGHPUT, Metric.LATENCY_P99, Metric.GENERATOR_CPU, Metric.MEMORY, Metric.GC_PAUSE)) {
            if (result.variants().stream().anyMatch(runs -> runs.values(metric).length > 0)) {
                section = section.with(dots(metric));
            }
        }
        Chart.Scatter overLatency = overLatency();
        boolean told =
                overLatency.clouds().stream().anyMatch(cloud -> !cloud.xs().isEmpty());
        return told ? section.with(overLatency) : section;
    }

    private Chart dots(Metric metric) {
        List<Chart.Level> levels = new ArrayList<>();
        List<Runs> all = new ArrayList<>(result.variants());
        all.add(1, result.control());
        for (Runs runs : all) {
            Optional<Estimate> median = runs.median(metric);
            levels.add(new Chart.Level(
                    runs.variant().name(),
                    Arrays.stream(runs.values(metric)).boxed().toList(),
                    median.map(Estimate::value).orElse(null),
                    median.filter(Estimate::bounded).map(Estimate::low).orElse(null),
                    median.filter(Estimate::bounded).map(Estimate::high).orElse(null)));
        }
        return new Chart.Dots(capital(metric.label()) + ", " + metric.unit(), metric.unit(), levels);
    }

    private Chart.Scatter overLatency() {
        List<Chart.Cloud> clouds = new ArrayList<>();
        for (Runs runs : result.variants()) {
            List<RunResult> told = runs.results().stream()
                    .filter(run -> !Double.isNaN(Metric.LATENCY_P99.of(run)))
                    .toList();
            clouds.add(new Chart.Cloud(
                    runs.variant().name(),
                    told.stream().map(Metric.LATENCY_P99::of).toList(),
                    told.stream().map(Metric.THROUGHPUT::of).toList()));
        }
        return new Chart.Scatter("Throughput over latency", "latency p99, ms", "records/s", clouds);
    }

    /** What a variant's runs did in the same second: the median of them. */
    Section seconds() {
        int seconds = result.variants().stream()
                .flatMap(runs -> runs.results().stream())
                .mapToInt(run -> measured(run).size())
                .max()
                .orElse(0);
        Section section = Section.of("Second by second");
        if (seconds < 2) {
            return section;
        }
        return section.with(lines("Throughput, records/s", seconds, false, run -> Interval::recordsPerSecond))
                .with(lines("Latency p50, ms", seconds, true, run -> Interval::p50Millis))
                .with(lines("Latency p99, ms", seconds, true, run -> Interval::p99Millis))
                .with(lines("The generator's GC pauses, ms a second", seconds, false, ExperimentCharts::pauses));
    }

    /** Results of older versions have zeros where nothing is known: nobody has an empty heap. */
    private static Function<Interval, Double> pauses(RunResult run) {
        Long heap = run.generator().peakHeapBytes();
        return heap == null || heap == 0 ? second -> null : Interval::gcPauseMillis;
    }

    private Chart lines(
            String title, int seconds, boolean log, Function<RunResult, Function<Interval, Double>> metric) {
        List<Double> axis = IntStream.rangeClosed(1, seconds)
                .mapToObj(second -> (double) second)
                .toList();
        List<Chart.Series> series = result.variants().stream()
                .filter(runs -> !runs.none())
                .map(runs -> new Chart.Series(runs.variant().name(), medians(runs, seconds, metric)))
                .toList();
        return new Chart.Lines(title + " (median of the runs)", "runs", axis, series, List.of(), List.of(), log);
    }

    private static List<Double> medians(
            Runs runs, int seconds, Function<RunResult, Function<Interval, Double>> metric) {
        // Not toList(): a second without answers has no latency.
        List<Double> medians = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            int index = second;
            double[] values = runs.results().stream()
                    .filter(run -> index < measured(run).size())
                    .map(run -> metric.apply(run).apply(measured(run).get(index)))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            medians.add(values.length == 0 ? null : Bootstrap.middle(values));
        }
        return medians;
    }

    private static List<Interval> measured(RunResult run) {
        return run.intervals().stream().filter(Interval::measured).toList();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
