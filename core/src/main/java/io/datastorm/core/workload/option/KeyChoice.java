package io.datastorm.core.workload.option;

import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.key.KeyNumbers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code --keys} says: numbers, or a file.
 *
 * @param numbers empty if there is a file
 */
public record KeyChoice(Optional<KeyNumbers> numbers, Optional<Path> file) {
    private static final String FORMS = "must be sequence, uniform:N, zipf:N:S or file:FILE";
    private static final long MOST = 1_000_000_000_000L;
    private static final double MOST_EXPONENT = 100;

    static KeyChoice parse(String text) {
        String[] parts = text.split(":", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "sequence" -> {
                if (!text.equals("sequence")) {
                    throw new IllegalArgumentException("sequence takes no numbers, got '" + text + "'");
                }
                yield of(new KeyNumbers.Sequence());
            }
            case "uniform" -> of(new KeyNumbers.Uniform(count(rest, MOST)));
            case "zipf" -> {
                String[] numbers = rest.split(":", 2);
                yield of(new KeyNumbers.Zipf(
                        count(numbers[0], Integer.MAX_VALUE), exponent(numbers.length > 1 ? numbers[1] : "")));
            }
            case "file" -> {
                if (rest.isEmpty()) {
                    throw new IllegalArgumentException("file needs a name: file:FILE");
                }
                yield new KeyChoice(Optional.empty(), Optional.of(Path.of(rest)));
            }
            default -> throw new IllegalArgumentException("%s, got '%s'".formatted(FORMS, text));
        };
    }

    private static KeyChoice of(KeyNumbers numbers) {
        return new KeyChoice(Optional.of(numbers), Optional.empty());
    }

    private static long count(String text, long most) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the number of keys is missing: " + FORMS);
        }
        long count = Quantities.count(text);
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("the number of keys must be 1 to %,d, got '%s'".formatted(most, text));
        }
        return count;
    }

    private static double exponent(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the exponent is missing; write zipf:10000:1.1, for example");
        }
        double exponent;
        try {
            exponent = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            exponent = Double.NaN;
        }
        if (!(exponent > 0 && exponent <= MOST_EXPONENT)) {
            throw new IllegalArgumentException(
                    "the exponent must be above 0 and at most 100, such as zipf:10000:1.1, got '" + text + "'");
        }
        return exponent;
    }
}
