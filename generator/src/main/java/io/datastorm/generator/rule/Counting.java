package io.datastorm.generator.rule;

import io.datastorm.generator.stamp.FractionIteration;
import io.datastorm.generator.stamp.Iteration;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Reads start, restart, step and initial of numbers that count. */
final class Counting {
    static final Set<String> KEYS = Set.of("start", "restart", "step", "initial");

    private Counting() {}

    /** Whole numbers; without a restart they go on to the least or the most that the type has. */
    static Optional<Iteration> of(JsonParts json, Kind kind) {
        long least = kind.least();
        long most = kind.most();
        Optional<Long> start = json.whole("start");
        Optional<Long> restart = json.whole("restart");
        Optional<Long> step = json.whole("step");
        Optional<Long> initial = json.whole("initial");
        if (start.isEmpty()
                || !fits(
                        json,
                        start.map(BigDecimal::valueOf),
                        restart.map(BigDecimal::valueOf),
                        step.map(BigDecimal::valueOf))) {
            return Optional.empty();
        }
        for (long number : new long[] {start.get(), initial.orElse(start.get())}) {
            if (number < least || number > most) {
                json.problem("start and initial must be %,d to %,d, got %,d".formatted(least, most, number));
                return Optional.empty();
            }
        }
        if (restart.filter(end -> end < least || end - 1 > most).isPresent()) {
            json.problem("restart must be %,d to %,d, got %,d".formatted(least, most, restart.get()));
            return Optional.empty();
        }
        long by = step.orElse(restart.orElse(most) > start.get() ? 1L : -1L);
        long end = restart.orElse(by > 0 ? most : least);
        long span = by > 0 ? end - start.get() : start.get() - end;
        long offset = initial.map(first -> by > 0 ? first - start.get() : start.get() - first)
                .orElse(0L);
        if (offset < 0 || Long.compareUnsigned(offset, span) >= 0) {
            json.problem("initial must be between start and restart, got %,d".formatted(initial.orElse(0L)));
            return Optional.empty();
        }
        return Optional.of(new Iteration(start.get(), by, span, offset));
    }

    /** Fractions; without a restart they never begin again. */
    static Optional<FractionIteration> fractions(JsonParts json) {
        Optional<BigDecimal> start = json.number("start");
        Optional<BigDecimal> restart = json.number("restart");
        Optional<BigDecimal> step = json.number("step");
        Optional<BigDecimal> initial = json.number("initial");
        if (start.isEmpty() || !fits(json, start, restart, step)) {
            return Optional.empty();
        }
        double from = start.get().doubleValue();
        double by = step.map(BigDecimal::doubleValue)
                .orElse(restart.filter(end -> end.compareTo(start.get()) < 0).isPresent() ? -1.0 : 1.0);
        double span = restart.map(end -> Math.abs(end.doubleValue() - from)).orElse(Double.POSITIVE_INFINITY);
        double offset = initial.map(first -> (first.doubleValue() - from) * Math.signum(by))
                .orElse(0.0);
        if (offset < 0 || offset >= span) {
            json.problem("initial must be between start and restart, got " + initial.orElse(BigDecimal.ZERO));
            return Optional.empty();
        }
        return Optional.of(new FractionIteration(from, by, span, offset));
    }

    private static boolean fits(
            JsonParts json, Optional<BigDecimal> start, Optional<BigDecimal> restart, Optional<BigDecimal> step) {
        int way = restart.map(end -> end.compareTo(start.orElseThrow())).orElse(2);
        int sign = step.map(BigDecimal::signum).orElse(2);
        if (way == 0) {
            json.problem("start and restart must differ, both are "
                    + start.orElseThrow().toPlainString());
        } else if (sign == 0) {
            json.problem("step must not be 0");
        } else if (way != 2 && sign != 2 && Integer.signum(way) != sign) {
            json.problem("step must go from start to restart, got %s from %s to %s"
                    .formatted(
                            step.orElseThrow().toPlainString(),
                            start.orElseThrow().toPlainString(),
                            restart.orElseThrow().toPlainString()));
        } else {
            return true;
        }
        return false;
    }
}
