package io.datastorm.lab.report;

import io.datastorm.lab.stats.Comparison;
import io.datastorm.lab.stats.Repeats;
import io.datastorm.lab.stats.Spread;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What can be said of comparisons that were made together.
 *
 * @param together how many they are
 * @param least runs a side, with fewer of which nothing can be told at all
 * @param spread of equal runs; empty if too few were made
 */
record Judgement(int together, int least, Optional<Spread> spread) {
    private static final double SMALL = 0.05;

    /** Of runs that were made in blocks. */
    static Judgement blocked(int together, Optional<Spread> spread) {
        return new Judgement(together, Repeats.least(together), spread);
    }

    /** Of runs that were made at different times. */
    static Judgement independent(int together, Optional<Spread> spread) {
        return new Judgement(together, Repeats.leastIndependent(together), spread);
    }

    boolean tooFew(Comparison comparison) {
        return comparison.size() < least;
    }

    Comparison.Verdict verdict(Comparison comparison) {
        return tooFew(comparison)
                ? Comparison.Verdict.NO_DIFFERENCE_SEEN
                : comparison.verdict(noise(comparison).orElse(0));
    }

    /** How far two sets of as many equal runs usually are apart. */
    OptionalDouble noise(Comparison comparison) {
        return spread.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(spread.get().noise(comparison.size()));
    }

    /**
     * The verdict in words.
     *
     * @param higher what to call the first one if it is higher
     * @param lower what to call it if it is lower
     */
    String words(Comparison comparison, String higher, String lower) {
        if (tooFew(comparison)) {
            return "too few repeats to tell" + needed(comparison);
        }
        return switch (verdict(comparison)) {
            case HIGHER -> higher;
            case LOWER -> lower;
            case NO_DIFFERENCE_SEEN ->
                comparison.equalWithin().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "equal within ±%.1f %%",
                                100 * comparison.equalWithin().getAsDouble())
                        : "no difference seen";
        };
    }

    /** How many repeats would show this very difference, if anybody knows. */
    private String needed(Comparison comparison) {
        double factor = comparison.ratio().value();
        double difference = Math.max(factor, 1 / factor) - 1;
        if (spread.isEmpty() || !Double.isFinite(difference) || difference < SMALL / 10) {
            return "";
        }
        return String.format(
                Locale.ROOT, ": %s would show %.1f %%", repeats(difference).orElseThrow(), 100 * difference);
    }

    /** How far equal runs are apart, and what that means for who wants to see a small difference; may be empty. */
    String smallDifference() {
        return repeats(SMALL)
                .map(repeats -> String.format(
                        Locale.ROOT,
                        "Runs of one variant spread by %.1f %%: it takes %s to show a difference of 5 %%.",
                        100 * spread.orElseThrow().share(),
                        repeats))
                .orElse("");
    }

    private Optional<String> repeats(double difference) {
        return spread.map(of -> Repeats.needed(of, difference, together))
                .map(repeats -> (repeats >= Repeats.MOST ? "more than " : "") + repeats + " repeats");
    }
}
