package io.datastorm.core.workload.record;

import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.key.KeyNumbers;
import java.nio.file.Path;

/** What the keys of records are. */
public sealed interface Keys {
    /** What they are written in. */
    Format format();

    /** The same in another format. */
    Keys in(Format other);

    /** A field of the value, by its path. */
    record OfField(String path, Format format) implements Keys {
        @Override
        public Keys in(Format other) {
            return new OfField(path, other);
        }
    }

    /**
     * Numbers that are drawn for each record.
     *
     * @param size of each key in bytes; at least so many as the largest number has digits
     */
    record OfNumbers(KeyNumbers numbers, Format format, int size) implements Keys {
        @Override
        public Keys in(Format other) {
            return new OfNumbers(numbers, other, size);
        }

        /**
         * The same in another size.
         *
         * @throws IllegalArgumentException if the digits need more
         */
        public OfNumbers in(int other) {
            if (other < numbers.digits()) {
                throw new IllegalArgumentException("must be at least %d, the digits of the largest key, got %d"
                        .formatted(numbers.digits(), other));
            }
            return new OfNumbers(numbers, format, other);
        }
    }

    /**
     * Values of a schema, by numbers that are drawn for each record: key N is value N.
     *
     * @param schema a file with an Avro schema
     */
    record OfSchema(KeyNumbers numbers, Path schema, Format format) implements Keys {
        @Override
        public Keys in(Format other) {
            return new OfSchema(numbers, schema, other);
        }
    }

    /** The lines of a file. */
    record OfFile(Path file, Format format) implements Keys {
        @Override
        public Keys in(Format other) {
            return new OfFile(file, other);
        }
    }

    /**
     * Reads {@code sequence}, {@code uniform:N}, {@code zipf:N:S} or {@code file:FILE}; keys are text.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static Keys parse(String text) {
        String[] parts = text.split(":", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "sequence" -> {
                if (!text.equals("sequence")) {
                    throw new IllegalArgumentException("sequence takes no numbers, got '" + text + "'");
                }
                yield text(new KeyNumbers.Sequence());
            }
            case "uniform" -> text(new KeyNumbers.Uniform(count(rest, KeyNumbers.MOST)));
            case "zipf" -> {
                String[] numbers = rest.split(":", 2);
                yield text(new KeyNumbers.Zipf(
                        count(numbers[0], Integer.MAX_VALUE), exponent(numbers.length > 1 ? numbers[1] : "")));
            }
            case "file" -> {
                if (rest.isEmpty()) {
                    throw new IllegalArgumentException("file needs a name: file:FILE");
                }
                yield new OfFile(Path.of(rest), Format.STRING);
            }
            default ->
                throw new IllegalArgumentException(
                        "must be sequence, uniform:N, zipf:N:S or file:FILE, got '%s'".formatted(text));
        };
    }

    private static Keys text(KeyNumbers numbers) {
        return new OfNumbers(numbers, Format.STRING, numbers.digits());
    }

    private static long count(String text, long most) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the number of keys is missing; write uniform:N or zipf:N:S");
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
        if (!(exponent > 0 && exponent <= KeyNumbers.MOST_EXPONENT)) {
            throw new IllegalArgumentException("the exponent must be above 0 and at most %.0f, got '%s'"
                    .formatted(KeyNumbers.MOST_EXPONENT, text));
        }
        return exponent;
    }
}
