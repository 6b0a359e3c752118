package io.datastorm.generator.infer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is counted of the keys of a sample: whether a field has them, how many there are, how skewed. Not thread-safe.
 */
public final class KeyProfile {
    /** What chance alone does to equal shares looks like a smaller exponent than this. */
    private static final double LEAST_EXPONENT = 0.15;

    private static final double MOST_EXPONENT = 10;
    private static final double EXACT = 1e-3;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private long records;
    private long keyed;

    /** Counts the key of a record; null if it has none. A field is it if it has the same text. */
    public void add(byte[] bytes, Map<?, ?> record) {
        records++;
        if (bytes == null) {
            return;
        }
        String key = new String(bytes, StandardCharsets.UTF_8);
        if (keyed++ == 0) {
            record.keySet().forEach(name -> fields.add(name.toString()));
        }
        // Each byte is a character of its own: keys may be anything.
        counts.merge(new String(bytes, StandardCharsets.ISO_8859_1), 1, Integer::sum);
        for (Iterator<String> left = fields.iterator(); left.hasNext(); ) {
            Object value = record.get(left.next());
            if (value == null || !Objects.equals(value.toString(), key)) {
                left.remove();
            }
        }
    }

    /** The options of a run with such keys, with what was counted. */
    public String told() {
        if (keyed == 0) {
            return "keys: none";
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "keys: %,d different ones in %,d records, of which %,d have none; the most frequent has %.1f%%: %s",
                counts.size(),
                records,
                records - keyed,
                100.0 * most / keyed,
                options());
    }

    private String options() {
        return fields.isEmpty()
                ? "--keys " + drawn()
                : "--key " + fields.iterator().next();
    }

    /** How a run draws such keys, as {@code --keys} takes it; empty if there are none. */
    public Optional<String> draw() {
        return keyed == 0 ? Optional.empty() : Optional.of(drawn());
    }

    private String drawn() {
        if (counts.size() == keyed) {
            return "sequence";
        }
        double exponent = exponent();
        return exponent < LEAST_EXPONENT || uniform()
                ? "uniform:" + counts.size()
                : String.format(Locale.ROOT, "zipf:%d:%.2f", counts.size(), exponent);
    }

    /** Pearson's statistic against equal shares; by chance it is rarely so far above its degrees of freedom. */
    private boolean uniform() {
        double expected = (double) keyed / counts.size();
        double statistic = counts.values().stream()
                        .mapToDouble(count -> (count - expected) * (count - expected))
                        .sum()
                / expected;
        double freedom = counts.size() - 1;
        return statistic < freedom + 4 * Math.sqrt(2 * freedom);
    }

    /** The most likely one: with it the mean logarithm of the rank is what was seen. */
    private double exponent() {
        List<Integer> ranked =
                counts.values().stream().sorted((one, other) -> other - one).toList();
        double seen = IntStream.range(0, ranked.size())
                        .mapToDouble(i -> ranked.get(i) * Math.log(i + 1))
                        .sum()
                / keyed;
        double low = 0;
        double high = MOST_EXPONENT;
        while (high - low > EXACT) {
            double middle = (low + high) / 2;
            if (meanLogarithm(ranked.size(), middle) > seen) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double meanLogarithm(int ranks, double exponent) {
        double sum = 0;
        double weights = 0;
        for (int rank = 1; rank <= ranks; rank++) {
            double weight = Math.pow(rank, -exponent);
            weights += weight;
            sum += weight * Math.log(rank);
        }
        return sum / weights;
    }
}
