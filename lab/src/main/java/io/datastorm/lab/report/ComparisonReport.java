package io.datastorm.lab.report;

import io.datastorm.core.report.page.Page;
import io.datastorm.lab.stats.Bootstrap;
import io.datastorm.lab.stats.Comparison;
import io.datastorm.lab.stats.Estimate;
import io.datastorm.lab.stats.Repeats;
import io.datastorm.lab.stats.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What many runs of one side and of the other show: two experiments variant by variant, or two variants whose runs took
 * turns. All figures are corrected together, since each of them can fail a build.
 */
public final class ComparisonReport {
    private static final List<Metric> FIGURES =
            List.of(Metric.THROUGHPUT, Metric.RECORDS_PER_CPU_SECOND, Metric.LATENCY_P50, Metric.LATENCY_P99);

    private final List<Line> lines;

    /**
     * One figure.
     *
     * @param what of what: a variant, or empty
     */
    record Line(String what, Metric metric, Comparison comparison, Judgement judgement) {
        /** Whether the second is worse by more than a share. */
        boolean worse(double share) {
            Comparison.Verdict bad = metric.higherIsBetter() ? Comparison.Verdict.LOWER : Comparison.Verdict.HIGHER;
            double ratio = comparison.ratio().value();
            return judgement.verdict(comparison) == bad && Math.max(ratio, 1 / ratio) > 1 + share;
        }

        boolean tooFew() {
            return judgement.tooFew(comparison);
        }

        private List<String> cells() {
            return List.of(
                    what.isEmpty() ? metric.label() : what + ": " + metric.label(),
                    ratio(),
                    judgement.words(
                            comparison,
                            metric.higherIsBetter() ? "better" : "worse",
                            metric.higherIsBetter() ? "worse" : "better"),
                    String.format(Locale.ROOT, "p = %.4f", comparison.p()),
                    judgement.noise(comparison).isEmpty()
                            ? "–"
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f %%",
                                    100 * judgement.noise(comparison).getAsDouble()));
        }

        private String ratio() {
            Estimate ratio = comparison.ratio();
            return ratio.bounded()
                    ? String.format(Locale.ROOT, "%.3f × [%.3f – %.3f]", ratio.value(), ratio.low(), ratio.high())
                    : ExperimentPage.ratio(ratio);
        }
    }

    /** A comparison that is not yet corrected for the others. */
    private record Single(String what, Metric metric, Comparison comparison, Optional<Spread> spread) {}

    private ComparisonReport(List<Single> singles, BiFunction<Integer, Optional<Spread>, Judgement> judgement) {
        List<Comparison> together =
                Comparison.together(singles.stream().map(Single::comparison).toList());
        this.lines = IntStream.range(0, singles.size())
                .mapToObj(i -> new Line(
                        singles.get(i).what(),
                        singles.get(i).metric(),
                        together.get(i),
                        judgement.apply(singles.size(), singles.get(i).spread())))
                .toList();
    }

    /** With fewer runs a side nothing can be told of two variants whose runs take turns. */
    public static int leastRepeats() {
        return Repeats.least(FIGURES.size());
    }

    /** Two variants of one experiment, whose runs took turns. */
    public static ComparisonReport within(ExperimentResult result, String first, String second) {
        List<Single> singles = new ArrayList<>();
        for (Metric metric : FIGURES) {
            result.compared(runs(result, second), runs(result, first), metric)
                    .ifPresent(comparison -> singles.add(
                            new Single(second + " over " + first, metric, comparison, result.spread(metric))));
        }
        return new ComparisonReport(singles, Judgement::blocked);
    }

    private static Runs runs(ExperimentResult result, String name) {
        return result.variants().stream()
                .filter(runs -> runs.variant().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Two experiments, variant by variant of the same name. */
    public static ComparisonReport of(ExperimentResult before, ExperimentResult after) {
        List<Single> singles = new ArrayList<>();
        for (Runs one : before.variants()) {
            for (Runs other : after.variants()) {
                if (other.variant().name().equals(one.variant().name())) {
                    add(
                            singles,
                            one,
                            before.experiment().repeats(),
                            other,
                            after.experiment().repeats());
                }
            }
        }
        return new ComparisonReport(singles, Judgement::independent);
    }

    private static void add(List<Single> singles, Runs one, int blocks, Runs other, int otherBlocks) {
        for (Metric metric : FIGURES) {
            double[] reference = present(one.outcomes(metric, blocks));
            double[] values = present(other.outcomes(metric, otherBlocks));
            if (comparable(reference) && values.length > 0) {
                singles.add(new Single(
                        one.variant().name(),
                        metric,
                        Comparison.independent(values, reference),
                        Spread.independent(List.of(reference, values))));
            }
        }
    }

    private static double[] present(double[] outcomes) {
        return Arrays.stream(outcomes).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** Nothing is a multiple of nothing, or of a latency without end. */
    private static boolean comparable(double[] values) {
        return values.length > 0 && Bootstrap.middle(values) > 0 && Double.isFinite(Bootstrap.middle(values));
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
