package io.datastorm.core.pace;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records per second, asked for.
 *
 * @param recordsPerSecond above zero
 */
public record Rate(double recordsPerSecond) {
    private static final Pattern TEXT = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([km]?)(?:/(s|min|h))?");
    private static final double MAX = 1e9;

    public Rate {
        if (!(recordsPerSecond > 0) || recordsPerSecond > MAX) {
            throw new IllegalArgumentException(
                    "must be above 0 and at most 1,000,000,000 records per second, got " + recordsPerSecond);
        }
    }

    /** Reads {@code 50000}, {@code 50k}, {@code 1.5m}, {@code 100/s}, {@code 90/min}. */
    public static Rate parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a rate: '" + text + "'; write max, 50000, 50k, 1.5m or 100/s");
        }
        double number = Double.parseDouble(matcher.group(1)) * factor(matcher.group(2));
        if (!(number > 0)) {
            throw new IllegalArgumentException("must be positive, got " + text);
        }
        return new Rate(number / seconds(matcher.group(3)));
    }

    private static double factor(String suffix) {
        return switch (suffix) {
            case "k" -> 1e3;
            case "m" -> 1e6;
            default -> 1;
        };
    }

    private static double seconds(String unit) {
        return switch (unit == null ? "s" : unit) {
            case "min" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(recordsPerSecond).stripTrailingZeros().toPlainString();
    }
}
