package io.datastorm.lab.report;

import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The story of an experiment whose variants are steps: what each version changed and brought, what did not help, what
 * it cost in memory, where the bottlenecks were.
 */
public final class EvolutionReport {
    private final ExperimentResult result;
    private final List<Step> steps;

    private EvolutionReport(ExperimentResult result) {
        this.result = result;
        this.steps = Step.of(result);
    }

    /** The page; charts and method are those of the experiment's own report. */
    public static Page of(ExperimentResult result) {
        EvolutionReport page = new EvolutionReport(result);
        Page report = ExperimentPage.of(result, Set.of(), List.of());
        List<Section> sections = new ArrayList<>();
        sections.add(page.findings());
        sections.add(named(report, ExperimentPage.ANSWER));
        sections.addAll(page.versions());
        sections.add(page.scaling());
        sections.add(page.memory());
        sections.add(page.failed());
        sections.add(page.bottlenecks());
        for (String title : List.of(
                ExperimentPage.CHARTS,
                ExperimentPage.TRUST,
                ExperimentPage.METHOD,
                ExperimentPage.ENVIRONMENT,
                ExperimentPage.COMMANDS)) {
            sections.add(named(report, title));
        }
        return new Page("Evolution", report.headline(), report.alarms(), List.of(), sections, List.of());
    }

    private static Section named(Page page, String title) {
        return page.sections().stream()
                .filter(section -> section.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private Section findings() {
        Section section = Section.of("Key findings");
        if (steps.isEmpty()) {
            return section.text("Too few versions have runs that count.");
        }
        Step largest = Collections.max(
                steps, Comparator.comparingDouble(step -> step.ratio().value()));
        long down = steps.stream().filter(step -> !step.up()).count();
        Runs first = steps.get(0).from();
        Runs last = steps.get(steps.size() - 1).to();
        return section.text("From %s records/s (%s) to %s records/s (%s)."
                        .formatted(
                                show(first, Metric.THROUGHPUT),
                                first.variant().name(),
                                show(last, Metric.THROUGHPUT),
                                last.variant().name()))
                .text("The largest step is %s: %s.".formatted(largest.name(), largest.factor()))
                .text(
                        down == 0
                                ? "Every step goes up."
                                : "%d of %d steps do not go up on this machine; why stands below."
                                        .formatted(down, steps.size()));
    }

    private List<Section> versions() {
        List<Section> sections = new ArrayList<>();
        Variant before = null;
        for (Runs runs : result.variants()) {
            Section section = Section.of(runs.variant().name())
                    .text("Settings: " + changes(before, runs.variant()) + ".")
                    .with(new Table(List.of(), facts(runs)));
            sections.add(section);
            before = runs.variant();
        }
        return sections;
    }

    private static List<List<String>> facts(Runs runs) {
        List<List<String>> facts = new ArrayList<>();
        for (Metric metric : List.of(
                Metric.THROUGHPUT,
                Metric.LATENCY_P50,
                Metric.LATENCY_P99,
                Metric.CPU_PER_10_000,
                Metric.GENERATOR_CPU,
                Metric.BROKER_CPU,
                Metric.MEMORY)) {
            facts.add(List.of(metric.label() + ", " + metric.unit(), show(runs, metric)));
        }
        facts.add(List.of("limited by", runs.limitedBy()));
        if (!runs.variant().before().isEmpty()) {
            facts.add(List.of("said before", runs.variant().before()));
        }
        return facts;
    }

    /** What is set otherwise than in the version before. */
    private static String changes(Variant before, Variant variant) {
        Map<String, String> changed = new TreeMap<>(variant.options());
        if (before != null) {
            before.options().forEach((option, value) -> {
                if (value.equals(changed.get(option))) {
                    changed.remove(option);
                } else {
                    changed.putIfAbsent(option, "(default)");
                }
            });
        }
        return changed.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(", "));
    }

    private Section scaling() {
        List<List<String>> rows =
                steps.stream().map(step -> List.of(step.name(), step.factor())).toList();
        return Section.of("Scaling pattern").with(new Table(List.of("step", "throughput"), rows));
    }

    private Section memory() {
        List<List<String>> rows = result.variants().stream()
                .map(runs -> List.of(
                        runs.variant().name(),
                        show(runs, Metric.MEMORY),
                        show(runs, Metric.HEAP),
                        show(runs, Metric.GC_PAUSE),
                        show(runs, Metric.THROUGHPUT)))
                .toList();
        return Section.of("Memory trade-offs")
                .with(new Table(List.of("version", "peak memory", "peak heap", "longest GC pause", "records/s"), rows));
    }

    private Section failed() {
        Section section = Section.of("What did not help here");
        for (Step step : steps) {
            if (!step.up()) {
                section = section.text(
                        "%s: %s. It was limited by the %s.".formatted(step.name(), step.factor(), step.reason()));
            }
        }
        return section.blocks().isEmpty() ? section.text("Nothing: every step went up.") : section;
    }

    private Section bottlenecks() {
        Section section = Section.of("Bottlenecks");
        for (Runs runs : result.variants()) {
            if (!runs.none()) {
                section = section.text(runs.variant().name() + ": " + runs.reason() + ".");
            }
        }
        return section;
    }

    private static String show(Runs runs, Metric metric) {
        return runs.median(metric).map(Estimate::value).map(metric::show).orElse("–");
    }
}
