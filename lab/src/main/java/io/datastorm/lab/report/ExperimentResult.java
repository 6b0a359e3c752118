package io.datastorm.lab.report;

import io.datastorm.core.measure.RunResult;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Bootstrap;
import io.datastorm.lab.stats.Comparison;
import io.datastorm.lab.stats.Repeats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment has shown: its runs by variant, each compared with the first one of its group, and the machine's
 * own noise.
 */
public final class ExperimentResult {
    private static final double DIFFERENCE = 0.05;

    private final Experiment experiment;
    private final List<Lab.Made> made;
    private final Map<String, Runs> byVariant = new LinkedHashMap<>();

    /** Of the runs that were made. */
    public ExperimentResult(Experiment experiment, List<Lab.Made> made) {
        this.experiment = experiment;
        this.made = List.copyOf(made);
        for (Variant variant : experiment.withTwin()) {
            List<RunResult> results = made.stream()
                    .filter(run -> run.valid() && run.planned().variant().name().equals(variant.name()))
                    .map(Lab.Made::result)
                    .toList();
            byVariant.put(variant.name(), new Runs(variant, results));
        }
    }

    /** What was asked. */
    public Experiment experiment() {
        return experiment;
    }

    /** All runs that were made, also those that do not count. */
    public List<Lab.Made> made() {
        return made;
    }

    /**
     * What is asked about: how soon records are there if all runs met a rate that was asked for, else how many there
     * are.
     */
    Figure subject() {
        List<Lab.Made> valid = made.stream().filter(Lab.Made::valid).toList();
        boolean rated = valid.stream()
                .allMatch(run -> Boolean.TRUE.equals(run.result().validity().rateMet()));
        return rated && !valid.isEmpty() ? Figure.LATENCY_P99 : Figure.THROUGHPUT;
    }

    /** The variants with their runs; without the first one's twin. */
    List<Runs> variants() {
        return experiment.variants().stream()
                .map(variant -> byVariant.get(variant.name()))
                .toList();
    }

    Runs first() {
        return byVariant.get(experiment.variants().get(0).name());
    }

    Runs twin() {
        return byVariant.get(first().variant().name() + Experiment.TWIN);
    }

    /** How far apart the first variant and its twin are, as a share; empty if one of them has no runs. */
    Optional<Double> noise(Figure figure) {
        double[] one = first().values(figure);
        double[] other = twin().values(figure);
        if (one.length == 0 || other.length == 0) {
            return Optional.empty();
        }
        double ratio = Bootstrap.ratio(other, one).value();
        return Double.isFinite(ratio) && ratio > 0 ? Optional.of(Math.max(ratio, 1 / ratio) - 1) : Optional.empty();
    }

    /**
     * Each variant against the first of its group, corrected for their number; only of those that have such figures,
     * and none of them zero.
     */
    Map<Variant, Comparison> comparisons(Figure figure) {
        List<Variant> compared = new ArrayList<>();
        List<Comparison> single = new ArrayList<>();
        for (Runs runs : variants()) {
            Runs reference = reference(runs.variant());
            double[] values = runs.values(figure);
            if (!runs.equals(reference) && positive(values) && positive(reference.values(figure))) {
                compared.add(runs.variant());
                single.add(Comparison.of(values, reference.values(figure)));
            }
        }
        List<Comparison> together = Comparison.together(single);
        Map<Variant, Comparison> comparisons = new LinkedHashMap<>();
        for (int i = 0; i < compared.size(); i++) {
            comparisons.put(compared.get(i), together.get(i));
        }
        return comparisons;
    }

    /** What a variant is compared with: the first of its group. */
    Runs reference(Variant variant) {
        return variants().stream()
                .filter(runs -> runs.variant().group().equals(variant.group()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean positive(double[] values) {
        return values.length > 0 && Arrays.stream(values).allMatch(value -> value > 0);
    }

    /** The usual spread of a variant's runs, as a share; empty if nothing was run twice. */
    Optional<Double> spread() {
        double[] spreads = byVariant.values().stream()
                .filter(runs -> runs.results().size() > 1)
                .mapToDouble(runs -> Repeats.spread(runs.values(subject())))
                .toArray();
        return spreads.length == 0 ? Optional.empty() : Optional.of(Bootstrap.middle(spreads));
    }

    /** How many repeats would show a difference of 5 % with that spread. */
    static int repeatsNeeded(double spread, int comparisons) {
        return Repeats.needed(spread, DIFFERENCE, comparisons);
    }
}
