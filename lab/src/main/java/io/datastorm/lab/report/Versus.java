package io.datastorm.lab.report;

import io.datastorm.core.report.page.Page;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Bootstrap;
import io.datastorm.lab.stats.Comparison;
import io.datastorm.lab.stats.Repeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What many runs of one side and of the other show: two experiments variant by variant, or two variants whose runs took
 * turns. A smaller difference than between equal runs (the machine's noise, which each experiment measures) is none.
 */
public final class Versus {
    private static final List<Figure> FIGURES =
            List.of(Figure.THROUGHPUT, Figure.RECORDS_PER_CPU_SECOND, Figure.LATENCY_P50, Figure.LATENCY_P99);

    private final List<Line> lines;

    /**
     * One figure.
     *
     * @param what of what: a variant, or empty
     * @param noise a smaller difference is none, as a share
     * @param runs of the side that has fewer
     * @param tooFew whether that is too few to tell anything
     */
    record Line(String what, Figure figure, Comparison comparison, double noise, int runs, boolean tooFew) {
        /** Whether the second is worse by more than a share. */
        boolean worse(double share) {
            Comparison.Verdict bad = figure.higherIsBetter() ? Comparison.Verdict.LOWER : Comparison.Verdict.HIGHER;
            double ratio = comparison.ratio().value();
            return comparison.verdict(noise) == bad && Math.max(ratio, 1 / ratio) > 1 + share;
        }

        private Line of(String other) {
            return new Line(other, figure, comparison, noise, runs, tooFew);
        }

        private String verdict() {
            if (tooFew) {
                return "too few to tell";
            }
            return switch (comparison.verdict(noise)) {
                case NO_DIFFERENCE_SEEN -> "no difference seen";
                case HIGHER -> figure.higherIsBetter() ? "better" : "worse";
                case LOWER -> figure.higherIsBetter() ? "worse" : "better";
            };
        }

        private List<String> cells() {
            return List.of(
                    what.isEmpty() ? figure.label() : what + ": " + figure.label(),
                    String.format(
                            Locale.ROOT,
                            "%.3f × [%.3f – %.3f]",
                            comparison.ratio().value(),
                            comparison.ratio().low(),
                            comparison.ratio().high()),
                    verdict(),
                    String.format(Locale.ROOT, "p = %.4f", comparison.p()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * noise));
        }
    }

    /** Each figure is corrected for how many variants it is compared of. */
    private Versus(List<Line> single) {
        List<Line> corrected = new ArrayList<>();
        for (Figure figure : FIGURES) {
            List<Line> same =
                    single.stream().filter(line -> line.figure() == figure).toList();
            List<Comparison> together =
                    Comparison.together(same.stream().map(Line::comparison).toList());
            for (int i = 0; i < same.size(); i++) {
                Line line = same.get(i);
                corrected.add(new Line(
                        line.what(),
                        figure,
                        together.get(i),
                        line.noise(),
                        line.runs(),
                        line.runs() < Repeats.least(same.size())));
            }
        }
        this.lines = List.copyOf(corrected);
    }

    /** Two variants of one experiment, whose runs took turns. */
    public static Versus within(ExperimentResult result, String first, String second) {
        List<Line> lines = new ArrayList<>();
        Runs one = runs(result, first);
        Runs other = runs(result, second);
        add(lines, result, result, one, other);
        return new Versus(
                lines.stream().map(line -> line.of(second + " over " + first)).toList());
    }

    private static Runs runs(ExperimentResult result, String name) {
        return result.variants().stream()
                .filter(runs -> runs.variant().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Two experiments, variant by variant of the same name. */
    public static Versus of(ExperimentResult before, ExperimentResult after) {
        List<Line> lines = new ArrayList<>();
        for (Runs one : before.variants()) {
            Variant variant = one.variant();
            for (Runs other : after.variants()) {
                if (other.variant().name().equals(variant.name())) {
                    add(lines, before, after, one, other);
                }
            }
        }
        return new Versus(lines);
    }

    private static void add(List<Line> lines, ExperimentResult before, ExperimentResult after, Runs one, Runs other) {
        for (Figure figure : FIGURES) {
            if (comparable(one.values(figure)) && comparable(other.values(figure))) {
                double noise = Math.max(
                        before.noise(figure).orElse(0.0), after.noise(figure).orElse(0.0));
                lines.add(new Line(
                        one.variant().name(),
                        figure,
                        Comparison.of(other.values(figure), one.values(figure)),
                        noise,
                        Math.min(one.results().size(), other.results().size()),
                        false));
            }
        }
    }

    /** Seconds in which nothing came through count; only the medians must be more than nothing. */
    private static boolean comparable(double[] values) {
        return values.length > 0 && Bootstrap.median(values).value() > 0;
    }

    /** Whether there is nothing that both have. */
    public boolean empty() {
        return lines.isEmpty();
    }

    /** Whether some figure has too few runs for any verdict. */
    public boolean tooFew() {
        return lines.stream().anyMatch(Line::tooFew);
    }

    /** Whether the second is worse in some figure by more than a share, beyond chance and noise. */
    public boolean regressed(double share) {
        return lines.stream().anyMatch(line -> line.worse(share));
    }

    /** For people. */
    public Page.Table table() {
        return new Page.Table(
                List.of("figure", "second over first", "verdict", "chance", "noise"),
                lines.stream().map(Line::cells).toList());
    }
}
