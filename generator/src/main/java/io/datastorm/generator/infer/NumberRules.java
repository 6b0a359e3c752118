package io.datastorm.generator.infer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses the rule of numbers: a sequence, a few values with weights, or quantiles. */
final class NumberRules {
    /** So few different values are choices. */
    private static final int FEW = 24;

    private static final int QUANTILES = 64;
    private static final int MOST_DECIMALS = 6;
    private static final int LEAST_FOR_SEQUENCE = 10;
    /** So many different numbers close to each other do not come by chance. */
    private static final int LEAST_OUT_OF_ORDER = 100;

    private NumberRules() {}

    static Map<String, Object> of(List<Double> numbers, boolean fractions) {
        double step = numbers.size() < 2 ? 0 : numbers.get(1) - numbers.get(0);
        if (!fractions && numbers.size() >= LEAST_FOR_SEQUENCE && step != 0 && counts(numbers, step)) {
            return Map.of("sequence", Map.of("start", numbers.get(0).longValue(), "step", (long) step));
        }
        Map<Double, Long> counts = new TreeMap<>();
        numbers.forEach(number -> counts.merge(number, 1L, Long::sum));
        if (!fractions && counts.size() == numbers.size() && counts.size() >= LEAST_OUT_OF_ORDER && dense(counts)) {
            return Map.of(
                    "sequence",
                    Map.of(
                            "start",
                            numbers.stream().mapToLong(Double::longValue).min().orElse(0)));
        }
        if (numbers.size() == 1 || (counts.size() <= FEW && counts.size() * 2 <= numbers.size())) {
            return choices(counts, fractions);
        }
        return quantiles(numbers, fractions);
    }

    private static boolean counts(List<Double> numbers, double step) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) - numbers.get(i - 1) != step) {
                return false;
            }
        }
        return true;
    }

    /** Partitions of a topic are read one after the other, so that what counts is out of order and has gaps. */
    private static boolean dense(Map<Double, Long> counts) {
        double least = counts.keySet().iterator().next();
        double most =
                counts.keySet().stream().mapToDouble(Double::doubleValue).max().orElse(least);
        return most - least < 2.0 * counts.size();
    }

    private static Map<String, Object> choices(Map<Double, Long> counts, boolean fractions) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put(
                "oneOf",
                counts.keySet().stream()
                        .map(number -> fractions ? (Object) number : (Object) number.longValue())
                        .toList());
        rule.put("weights", new ArrayList<>(counts.values()));
        return rule;
    }

    private static Map<String, Object> quantiles(List<Double> numbers, boolean fractions) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        List<Object> values = new ArrayList<>();
        int points = Math.min(QUANTILES, sorted.length - 1);
        for (int i = 0; i <= points; i++) {
            double value = sorted[(int) Math.round((double) i * (sorted.length - 1) / points)];
            values.add(fractions ? rounded(value) : (Object) (long) value);
        }
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("distribution", Map.of("type", "quantiles", "values", values));
        int decimals = fractions ? decimals(numbers) : 0;
        if (fractions && decimals <= MOST_DECIMALS) {
            rule.put("decimals", decimals);
        }
        return rule;
    }

    private static Object rounded(double value) {
        return new BigDecimal(value).round(new MathContext(7)).doubleValue();
    }

    private static int decimals(List<Double> numbers) {
        return numbers.stream()
                .mapToInt(number -> Math.max(
                        0, BigDecimal.valueOf(number).stripTrailingZeros().scale()))
                .max()
                .orElse(0);
    }
}
