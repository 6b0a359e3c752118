package io.datastorm.lab.report;

import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Comparison;
import io.datastorm.lab.stats.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The report of an experiment. */
public final class ExperimentPage {
    static final String ANSWER = "Answer";
    static final String CHARTS = "Every run";
    static final String TRUST = "How far to trust it";
    static final String METHOD = "Method";
    static final String ENVIRONMENT = "Environment";
    static final String COMMANDS = "The runs by hand";

    private static final double MANY_TIMES = 20;

    private final ExperimentResult result;
    private final Experiment experiment;
    private final Set<String> leftOut;
    private final Metric mainMetric;
    private final Judgement judgement;

    private ExperimentPage(ExperimentResult result, Set<String> leftOut) {
        this.result = result;
        this.leftOut = leftOut;
        this.mainMetric = result.mainMetric();
        this.experiment = result.experiment();
        this.judgement = Judgement.blocked(experiment.comparisons(), result.spread(mainMetric));
    }

    /**
     * The page.
     *
     * @param leftOut variants that could not be run there
     */
    public static Page of(ExperimentResult result, Set<String> leftOut, List<Page.Attachment> attachments) {
        ExperimentPage page = new ExperimentPage(result, leftOut);
        List<Section> sections = new ArrayList<>();
        sections.add(page.answer());
        if (page.experiment.ladder()) {
            sections.add(page.ladder());
        }
        ExperimentCharts charts = new ExperimentCharts(result);
        sections.add(charts.runs());
        sections.add(charts.seconds());
        sections.add(page.cost());
        if (result.made().stream().anyMatch(made -> made.valid() && SlowSeconds.told(made.result()))) {
            sections.add(page.slow());
        }
        sections.add(page.trust());
        sections.add(page.method());
        sections.add(page.environment());
        sections.add(page.again());
        return new Page(
                "Experiment " + page.experiment.name(),
                page.headline(),
                page.alarms(),
                List.of(),
                sections,
                attachments);
    }

    /** The question, and what came out, in two sentences. */
    private String headline() {
        Comparator<Runs> order = Comparator.comparingDouble(runs -> runs.middle(mainMetric));
        Optional<Runs> best = result.variants().stream()
                .filter(runs -> runs.median(mainMetric).isPresent())
                .max(mainMetric.higherIsBetter() ? order : order.reversed());
        boolean open =
                result.missing() > 0 && tooFew(result.comparisons(mainMetric).values());
        String answer = open
                ? "Not answered: %d of %d runs are missing.".formatted(result.missing(), experiment.runs())
                : best.map(this::finding).orElse("No run counts.");
        return experiment.question() + " " + answer;
    }

    private String finding(Runs best) {
        Map<Variant, Comparison> comparisons = result.comparisons(mainMetric);
        String metric = mainMetric.show(value(best, mainMetric));
        String reached = best.variant().name()
                + (mainMetric == Metric.THROUGHPUT
                        ? " reached " + metric + " records/s"
                        : " had the lowest " + mainMetric.label() + ", " + metric)
                + best.misses();
        Comparison difference = comparisons.get(best.variant());
        if (difference == null) {
            return reached
                    + (tooFew(comparisons.values())
                            ? " (too few repeats to tell it from the others)."
                            : others(comparisons));
        }
        return "%s, %s of what %s %s (%s)."
                .formatted(
                        reached,
                        ratio(difference.ratio()),
                        result.reference(best.variant()).variant().name(),
                        mainMetric == Metric.THROUGHPUT ? "did" : "had",
                        verdict(difference));
    }

    /** Of those that are compared with the one that reached most. */
    private String others(Map<Variant, Comparison> comparisons) {
        Comparison.Verdict better = mainMetric.higherIsBetter() ? Comparison.Verdict.HIGHER : Comparison.Verdict.LOWER;
        List<String> names = comparisons.entrySet().stream()
                .filter(other -> judgement.verdict(other.getValue()) == better)
                .map(other -> other.getKey().name())
                .toList();
        return names.isEmpty()
                ? ", and none of the others was shown to be better."
                : ", but within the blocks %s did better.".formatted(String.join(" and ", names));
    }

    private List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        long bad = result.made().stream().filter(made -> !made.valid()).count();
        if (bad > 0) {
            alarms.add(("%d of %d runs missed their aim; the reasons stand below. Each "
                            + "counts as worse than all that did not.")
                    .formatted(bad, result.made().size()));
        }
        if (result.missing() > 0) {
            alarms.add("The experiment is not finished: %d of %d runs are missing."
                    .formatted(result.missing(), experiment.runs()));
        }
        if (result.missing() == 0 && tooFew(result.comparisons(mainMetric).values())) {
            alarms.add("%d %s too few to tell any difference from chance; the medians are a first look. %s"
                    .formatted(
                            experiment.repeats(),
                            experiment.repeats() == 1 ? "repeat is" : "repeats are",
                            judgement.smallDifference())
                    .strip());
        }
        Optional<Comparison> control = result.control(mainMetric);
        if (control.isPresent() && judgement.verdict(control.get()) != Comparison.Verdict.NO_DIFFERENCE_SEEN) {
            alarms.add("Equal runs came out different (%s): something beside the variants changes the figures."
                    .formatted(ratio(control.get().ratio())));
        }
        return alarms;
    }

    private boolean tooFew(Collection<Comparison> comparisons) {
        return comparisons.isEmpty() || comparisons.stream().anyMatch(judgement::tooFew);
    }

    private boolean groups() {
        return experiment.variants().stream()
                .anyMatch(variant -> !variant.group().isEmpty());
    }

    private Section answer() {
        boolean before = experiment.variants().stream()
                .anyMatch(variant -> !variant.before().isEmpty());
        List<String> columns = new ArrayList<>(List.of(
                "variant",
                "throughput, records/s",
                "latency p50",
                "latency p99",
                mainMetric.label() + (groups() ? " against the first of its group" : " against the first"),
                "difference",
                "limited by"));
        if (before) {
            columns.add("said before");
        }
        Map<Variant, Comparison> comparisons = result.comparisons(mainMetric);
        List<List<String>> rows = new ArrayList<>();
        for (Runs runs : result.variants()) {
            Comparison comparison = comparisons.get(runs.variant());
            List<String> row = new ArrayList<>(List.of(
                    runs.variant().name(),
                    estimate(runs, Metric.THROUGHPUT),
                    estimate(runs, Metric.LATENCY_P50),
                    estimate(runs, Metric.LATENCY_P99),
                    comparison == null ? "–" : ratio(comparison.ratio()),
                    comparison == null ? "–" : verdict(comparison),
                    runs.limitedBy() + runs.misses()));
            if (before) {
                row.add(runs.variant().before());
            }
            rows.add(row);
        }
        return Section.of(ANSWER)
                .text("Medians of the runs that did not miss their aim, with 95 % "
                        + "intervals in brackets. A ratio compares"
                        + " runs of the same block; runs that missed count as the worst ones in it.")
                .with(new Table(columns, rows));
    }

    /** Each step, and where it does not go up, why. */
    private Section ladder() {
        Section section = Section.of("Step by step");
        for (Step step : Step.of(result)) {
            String reason = step.up() ? "" : ", which is no step up: it was limited by the " + step.reason();
            section = section.text("%s: %s%s.".formatted(step.name(), step.factor(), reason));
        }
        return section;
    }

    private Section cost() {
        List<Metric> metrics = new ArrayList<>(List.of(
                Metric.RECORDS_PER_CPU_SECOND,
                Metric.CPU_PER_10_000,
                Metric.GENERATOR_CPU,
                Metric.BROKER_CPU,
                Metric.SENDER_PROCESS_CPU,
                Metric.CONNECT,
                Metric.WIRE_BYTES,
                Metric.MEMORY,
                Metric.HEAP,
                Metric.GC_PAUSE,
                Metric.LATENCY_P999,
                Metric.VARIATION));
        metrics.removeIf(metric ->
                metric.rare() && result.variants().stream().allMatch(runs -> Double.isNaN(value(runs, metric))));
        List<String> columns = new ArrayList<>(List.of("variant"));
        metrics.forEach(metric -> columns.add(metric.label() + (metric.unit().equals("cores") ? ", cores" : "")));
        columns.add(2 + metrics.indexOf(Metric.CPU_PER_10_000), "against the first");
        Map<Variant, Comparison> cpu = result.comparisons(Metric.CPU_PER_10_000);
        List<List<String>> rows = new ArrayList<>();
        for (Runs runs : result.variants()) {
            List<String> row = new ArrayList<>(List.of(runs.variant().name()));
            metrics.forEach(metric -> row.add(metric.show(value(runs, metric))));
            Comparison comparison = cpu.get(runs.variant());
            row.add(2 + metrics.indexOf(Metric.CPU_PER_10_000), comparison == null ? "–" : ratio(comparison.ratio()));
            rows.add(row);
        }
        return Section.of("What it costs").with(new Table(columns, rows));
    }

    private Section slow() {
        List<List<String>> rows = new ArrayList<>();
        for (Runs runs : result.variants()) {
            SlowSeconds seconds = SlowSeconds.of(
                    runs.results().stream().filter(SlowSeconds::told).toList());
            rows.add(List.of(
                    runs.variant().name(),
                    NumberFormat.whole(seconds.seconds()),
                    NumberFormat.whole(seconds.slow()),
                    NumberFormat.whole(seconds.explained())));
        }
        return Section.of("Slow seconds")
                .text("A second is slow if some record in it took more than twice the "
                        + "run's median. Garbage collection explains it if the pauses of "
                        + "that second add up to at least half of its longest latency.")
                .with(new Table(List.of("variant", "seconds", "slow", "explained by garbage collection"), rows));
    }

    private Section trust() {
        Section section = Section.of(TRUST);
        Optional<Comparison> control = result.control(mainMetric);
        if (control.isPresent()) {
            section = section.text(("%s was run twice in each block, as if it were two variants. Its "
                            + "second runs had %s of the first: %s. %s")
                    .formatted(
                            result.first().variant().name(),
                            ratio(control.get().ratio()),
                            judgement.words(
                                    control.get(),
                                    "higher, though nothing was different",
                                    "lower, though nothing was different"),
                            judgement.smallDifference())
                    .strip());
        }
        if (!leftOut.isEmpty()) {
            section = section.text("Left out, because a program was missing: " + String.join(", ", leftOut) + ".");
        }
        for (Runs runs : result.variants()) {
            if (runs.bimodal(mainMetric)) {
                section = section.text(runs.variant().name()
                        + ": the runs fall into two groups with nothing between "
                        + "them; the median means little, look at the points.");
            }
            Optional<Double> trend = runs.trend();
            if (trend.isPresent()) {
                section = section.text(String.format(
                        Locale.ROOT,
                        "%s: throughput %s by %.0f %% from the first third of the measured time to the last: %s.",
                        runs.variant().name(),
                        trend.get() > 0 ? "rose" : "fell",
                        100 * Math.abs(trend.get()),
                        trend.get() > 0 ? "the warm-up was too short" : "something filled up or slowed down"));
            }
        }
        for (Lab.CompletedRun made : result.made()) {
            if (!made.valid()) {
                section = section.text("%s, block %d, missed its aim: %s."
                        .formatted(
                                made.planned().variant().name(), made.planned().block(), made.objection()));
            }
        }
        return section;
    }

    private Section method() {
        return Section.of(METHOD)
                .text(("Each run is a process of its own with a topic of its own. Runs "
                                + "are made in %d blocks of one run of each variant, in random "
                                + "order within a block; the warm-up is not measured. "
                                + "A ratio is the Hodges-Lehmann estimate from the "
                                + "runs of the same blocks, with its exact "
                                + "interval; medians have bootstrapped ones. Two "
                                + "variants differ if Wilcoxon's signed rank test, "
                                + "corrected for the number of comparisons (Holm), "
                                + "gives less than 5 %%, and if they are farther "
                                + "apart than equal runs usually are.")
                        .formatted(experiment.repeats()))
                .text("With full load as the rate, latency is that from send to answer "
                        + "at full load: it tells how long the queues are.");
    }

    private Section environment() {
        Optional<RunResult.Environment> environment = result.made().stream()
                .filter(Lab.CompletedRun::valid)
                .map(made -> made.result().environment())
                .findFirst();
        Section section = Section.of(ENVIRONMENT);
        return environment.isEmpty()
                ? section
                : section.text(String.format(
                        Locale.ROOT,
                        "Java %s, %s, %d CPUs%s; Kafka %s.",
                        environment.get().javaVersion(),
                        environment.get().os(),
                        environment.get().cpus(),
                        environment.get().local() ? " shared by generator and brokers" : "",
                        environment.get().brokerVersion()));
    }

    private Section again() {
        StringBuilder commands = new StringBuilder();
        for (Runs runs : result.variants()) {
            commands.append("# ").append(runs.variant().name()).append('\n');
            if (runs.variant().client().foreign()) {
                commands.append("export BOOTSTRAP=HOST:PORT TOPIC=NAME\n")
                        .append(runs.variant().client().setup())
                        .append(runs.variant().client().command().strip())
                        .append('\n');
                continue;
            }
            if (!runs.variant().jvm().isEmpty()) {
                commands.append("DATASTORM_OPTS='").append(runs.variant().jvm()).append("' ");
            }
            String launcher = runs.variant().client().launcher();
            commands.append(launcher.isEmpty() ? "datastorm" : launcher).append(" run");
            runs.variant()
                    .options()
                    .forEach((option, value) ->
                            commands.append(" --").append(option).append(' ').append(value));
            commands.append('\n');
        }
        return Section.of(COMMANDS).with(new Page.Code(commands.toString()));
    }

    private String verdict(Comparison comparison) {
        return judgement.words(comparison, "higher", "lower");
    }

    static String ratio(Estimate ratio) {
        if (!(ratio.value() > 0) || Double.isInfinite(ratio.value())) {
            return "no multiple";
        }
        String digits = ratio.value() < MANY_TIMES ? "%.2f" : "%,.0f";
        return String.format(Locale.ROOT, digits + " ×", ratio.value())
                + (ratio.bounded()
                        ? String.format(Locale.ROOT, " [" + digits + " – " + digits + "]", ratio.low(), ratio.high())
                        : "");
    }

    private static double value(Runs runs, Metric metric) {
        return runs.median(metric).map(Estimate::value).orElse(Double.NaN);
    }

    private static String estimate(Runs runs, Metric metric) {
        return runs.median(metric)
                .map(median -> metric.show(median.value())
                        + (median.bounded()
                                ? " [%s – %s]".formatted(metric.show(median.low()), metric.show(median.high()))
                                : ""))
                .orElse("–");
    }
}
