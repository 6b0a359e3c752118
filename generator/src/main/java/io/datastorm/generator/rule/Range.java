package io.datastorm.generator.rule;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Which numbers a field may have.
 *
 * @param min the smallest, itself possible; empty: none is given
 * @param max the largest; empty: none is given
 * @param open whether the largest itself is not possible, as in {@code arg.properties}
 */
public record Range(Optional<BigDecimal> min, Optional<BigDecimal> max, boolean open) {
    /** No limits. */
    public static final Range ANY = new Range(Optional.empty(), Optional.empty(), false);

    /** The smallest whole number that is possible. */
    public long first(long otherwise) {
        return min.map(Range::up).orElse(otherwise);
    }

    /** The largest whole number that is possible. */
    public long last(long otherwise) {
        return max.map(most -> open ? up(most) - 1 : down(most)).orElse(otherwise);
    }

    /** The lower end, as a fraction. */
    public double low(double otherwise) {
        return min.map(BigDecimal::doubleValue).orElse(otherwise);
    }

    /** The upper end, as a fraction. */
    public double high(double otherwise) {
        return max.map(BigDecimal::doubleValue).orElse(otherwise);
    }

    /** Whether somebody gave a limit. */
    public boolean given() {
        return min.isPresent() || max.isPresent();
    }

    private static long up(BigDecimal number) {
        return number.setScale(0, java.math.RoundingMode.CEILING).longValueExact();
    }

    private static long down(BigDecimal number) {
        return number.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
    }
}
