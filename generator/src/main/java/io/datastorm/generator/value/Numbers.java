package io.datastorm.generator.value;

import io.datastorm.generator.rule.Distribution;
import io.datastorm.generator.rule.Range;
import io.datastorm.generator.rule.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** Draws numbers as a rule says. */
final class Numbers {
    /** Draws that lie outside of the range are drawn again, so often at most. */
    private static final int MOST_DRAWS = 100;

    private Numbers() {}

    /** A number of a draft. */
    @FunctionalInterface
    interface Whole {
        long draw(Draft draft);
    }

    /** Whole numbers; the limits hold where the rule has none. */
    static Whole whole(Rule rule, long otherwiseFirst, long otherwiseLast, long seed) {
        // Where only the largest is given, and is below what is usual, the smallest is as far from it.
        long below = rule.range().last(otherwiseLast) < otherwiseFirst
                ? rule.range().last(otherwiseLast) - (otherwiseLast - otherwiseFirst)
                : otherwiseFirst;
        long first = rule.range().first(below);
        long last = rule.range().last(Math.max(first, otherwiseLast));
        if (rule.unique()) {
            Permutation order = new Permutation(last - first + 1, seed);
            return draft -> first + order.at(draft.position());
        }
        if (rule.distribution().isEmpty() || rule.distribution().get() instanceof Distribution.Uniform) {
            return draft -> draft.between(first, last);
        }
        if (rule.distribution().get() instanceof Distribution.Zipf zipf) {
            ToDoubleFunction<Draft> rank = zipf(zipf, last - first + 1);
            return draft -> first + (long) rank.applyAsDouble(draft) - 1;
        }
        Range range = rule.range();
        ToDoubleFunction<Draft> drawn = shaped(
                rule.distribution().get(),
                range.min().isPresent() ? first - 0.5 : Double.NEGATIVE_INFINITY,
                range.max().isPresent() ? last + 0.4999 : Double.POSITIVE_INFINITY);
        return draft -> Math.max(
                range.first(Long.MIN_VALUE),
                Math.min(range.last(Long.MAX_VALUE), Math.round(drawn.applyAsDouble(draft))));
    }

    /** Fractions; the limits hold where the rule has none. */
    static ToDoubleFunction<Draft> fraction(Rule rule, double otherwiseLow, double otherwiseHigh) {
        ToDoubleFunction<Draft> drawn = unrounded(rule, otherwiseLow, otherwiseHigh);
        if (rule.decimals().isEmpty()) {
            return drawn;
        }
        int places = rule.decimals().getAsInt();
        return draft -> {
            double value = drawn.applyAsDouble(draft);
            return Double.isFinite(value)
                    ? BigDecimal.valueOf(value)
                            .setScale(places, RoundingMode.HALF_EVEN)
                            .doubleValue()
                    : value;
        };
    }

    private static ToDoubleFunction<Draft> unrounded(Rule rule, double otherwiseLow, double otherwiseHigh) {
        double low = rule.range().low(otherwiseLow);
        double high = rule.range().high(Math.max(low, otherwiseHigh));
        if (rule.distribution().isEmpty() || rule.distribution().get() instanceof Distribution.Uniform) {
            // Halves, so that even the range of all doubles does not overflow.
            return draft -> {
                double part = draft.random().nextDouble();
                return low * (1 - part) + high * part;
            };
        }
        if (rule.distribution().get() instanceof Distribution.Zipf zipf) {
            ToDoubleFunction<Draft> rank = zipf(zipf, (long) (high - low) + 1);
            return draft -> low + rank.applyAsDouble(draft) - 1;
        }
        return shaped(
                rule.distribution().get(),
                rule.range().low(Double.NEGATIVE_INFINITY),
                rule.range().high(Double.POSITIVE_INFINITY));
    }

    private static ToDoubleFunction<Draft> shaped(Distribution shape, double low, double high) {
        return draft -> {
            double value = draw(shape, draft);
            for (int i = 1; i < MOST_DRAWS && (value < low || value > high); i++) {
                value = draw(shape, draft);
            }
            return Math.max(low, Math.min(high, value));
        };
    }

    private static double draw(Distribution shape, Draft draft) {
        if (shape instanceof Distribution.Normal normal) {
            return normal.mean() + normal.deviation() * draft.random().nextGaussian();
        }
        if (shape instanceof Distribution.LogNormal normal) {
            return Math.exp(normal.mu() + normal.sigma() * draft.random().nextGaussian());
        }
        if (shape instanceof Distribution.Quantiles quantiles) {
            double place = draft.random().nextDouble() * (quantiles.values().size() - 1);
            int below = (int) place;
            double low = quantiles.values().get(below);
            return low + (place - below) * (quantiles.values().get(below + 1) - low);
        }
        Distribution.Exponential exponential = (Distribution.Exponential) shape;
        return -exponential.mean() * Math.log1p(-draft.random().nextDouble());
    }

    /** Ranks from 1: a library's sampler, which needs no table however many there are. */
    private static ToDoubleFunction<Draft> zipf(Distribution.Zipf zipf, long count) {
        int ranks = (int) Math.max(1, Math.min(Integer.MAX_VALUE, count));
        return draft -> RejectionInversionZipfSampler.of(random(draft), ranks, zipf.exponent())
                .sample();
    }

    private static UniformRandomProvider random(Draft draft) {
        return draft.random()::nextLong;
    }
}
