package io.datastorm.lab.report;

import io.datastorm.core.result.RunResult;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Comparison;
import io.datastorm.lab.stats.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment has shown: its runs by variant, each compared with the first one of its group, and how far equal
 * runs are apart.
 */
public final class ExperimentResult {
    private final Experiment experiment;
    private final List<Lab.CompletedRun> made;
    private final Map<String, Runs> byVariant = new LinkedHashMap<>();

    /** Of the runs that were made. */
    public ExperimentResult(Experiment experiment, List<Lab.CompletedRun> made) {
        this.experiment = experiment;
        this.made = List.copyOf(made);
        for (Variant variant : experiment.withTwin()) {
            List<Lab.CompletedRun> runs = made.stream()
                    .filter(run -> run.planned().variant().name().equals(variant.name()))
                    .toList();
            byVariant.put(variant.name(), new Runs(variant, runs));
        }
    }

    /** What was asked. */
    public Experiment experiment() {
        return experiment;
    }

    /** All runs that were made, also those that missed their aim. */
    public List<Lab.CompletedRun> made() {
        return made;
    }

    /** One of the runs that did not miss their aim, if there is one. */
    public Optional<RunResult> example() {
        return made.stream()
                .filter(Lab.CompletedRun::valid)
                .map(Lab.CompletedRun::result)
                .findFirst();
    }

    /** How many runs are still to be made. */
    int missing() {
        return experiment.runs() - made.size();
    }

    /**
     * What is asked about: how soon records are there if all runs met a rate that was asked for, else how many there
     * are.
     */
    Metric mainMetric() {
        List<Lab.CompletedRun> valid =
                made.stream().filter(Lab.CompletedRun::valid).toList();
        boolean rated = valid.stream()
                .allMatch(run -> Boolean.TRUE.equals(run.result().validity().rateMet()));
        return rated && !valid.isEmpty() ? Metric.LATENCY_P99 : Metric.THROUGHPUT;
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

    Runs control() {
        return byVariant.get(first().variant().name() + Experiment.CONTROL);
    }

    /** The first variant's twin over itself: equal runs, compared like all others. */
    Optional<Comparison> control(Metric metric) {
        return compared(control(), first(), metric);
    }

    /** How far equal runs are apart; empty if too few were made. */
    Optional<Spread> spread(Metric metric) {
        return Spread.blocked(byVariant.values().stream()
                .map(runs -> runs.outcomes(metric, experiment.repeats()))
                .toList());
    }

    /** Each variant against the first of its group, corrected for their number; only of those that can be compared. */
    Map<Variant, Comparison> comparisons(Metric metric) {
        List<Variant> compared = new ArrayList<>();
        List<Comparison> single = new ArrayList<>();
        for (Runs runs : variants()) {
            Runs reference = reference(runs.variant());
            if (!runs.equals(reference)) {
                compared(runs, reference, metric).ifPresent(comparison -> {
                    compared.add(runs.variant());
                    single.add(comparison);
                });
            }
        }
        List<Comparison> together = Comparison.together(single);
        Map<Variant, Comparison> comparisons = new LinkedHashMap<>();
        for (int i = 0; i < compared.size(); i++) {
            comparisons.put(compared.get(i), together.get(i));
        }
        return comparisons;
    }

    /** Empty if they have no such figures in the same block, or if some are zero: nothing is a multiple of that. */
    Optional<Comparison> compared(Runs runs, Runs reference, Metric metric) {
        if (!positive(runs.values(metric)) || !positive(reference.values(metric))) {
            return Optional.empty();
        }
        int blocks = experiment.repeats();
        Comparison comparison = Comparison.blocked(runs.outcomes(metric, blocks), reference.outcomes(metric, blocks));
        return comparison.size() == 0 ? Optional.empty() : Optional.of(comparison);
    }

    private static boolean positive(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0);
    }

    /** What a variant is compared with: the first of its group. */
    Runs reference(Variant variant) {
        return variants().stream()
                .filter(runs -> runs.variant().group().equals(variant.group()))
                .findFirst()
                .orElseThrow();
    }
}
