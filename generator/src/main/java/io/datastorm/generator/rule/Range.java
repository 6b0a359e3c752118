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

    /** Reads {@code min} and {@code max}; what is wrong with them is a problem of the JSON. */
    static Range read(JsonParts json, Kind kind, boolean open) {
        Range range = new Range(limit(json, "min", kind), limit(json, "max", kind), open);
        if (range.min.isPresent() && range.max.isPresent()) {
            int order = range.min.get().compareTo(range.max.get());
            if (open ? order >= 0 : order > 0) {
                json.problem((open
                                ? "min must be less than max, which is not possible itself: got %s and %s"
                                : "min %s is above max %s")
                        .formatted(
                                range.min.get().toPlainString(), range.max.get().toPlainString()));
                return ANY;
            }
        }
        return range;
    }

    private static Optional<BigDecimal> limit(JsonParts json, String key, Kind kind) {
        if (!kind.whole()) {
            return json.number(key);
        }
        Optional<Long> limit = json.whole(key);
        // An open upper end may be one beyond the type.
        if (limit.filter(number -> number < kind.least() || number - 1 > kind.most())
                .isPresent()) {
            json.problem("%s must be a number of 32 bits, got %d".formatted(key, limit.get()));
            return Optional.empty();
        }
        return limit.map(BigDecimal::valueOf);
    }

    /** The smallest whole number that is possible. */
    public long first(long otherwise) {
        return min.map(BigDecimal::longValueExact).orElse(otherwise);
    }

    /** The largest whole number that is possible. */
    public long last(long otherwise) {
        return max.map(most -> most.longValueExact() - (open ? 1 : 0)).orElse(otherwise);
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
}
