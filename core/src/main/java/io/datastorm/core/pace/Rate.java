package io.datastorm.core.pace;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate that was asked for. One in bytes of values becomes one in records when the size of values is known.
 *
 * @param perSecond above zero
 * @param unit what is counted
 */
public record Rate(double perSecond, Unit unit) {
    /** What a rate counts. */
    public enum Unit {
        RECORDS,
        /** Of values. */
        BYTES
    }

    private static final Pattern TEXT = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([km]?)(?:/(s|min|h))?");
    private static final double MAX_RECORDS = 1e9;
    private static final double MAX_BYTES = 1e12;

    public Rate {
        double most = unit == Unit.RECORDS ? MAX_RECORDS : MAX_BYTES;
        if (!(perSecond > 0) || perSecond > most) {
            throw new IllegalArgumentException("must be above 0 and at most %,.0f %s per second, got %s"
                    .formatted(most, unit == Unit.RECORDS ? "records" : "bytes", plain(perSecond)));
        }
    }

    /** Records per second. */
    public Rate(double recordsPerSecond) {
        this(recordsPerSecond, Unit.RECORDS);
    }

    /** Bytes of values in a time: {@code s}, {@code min} or {@code h}. */
    public static Rate ofBytes(long bytes, String time) {
        return new Rate(bytes / seconds(time), Unit.BYTES);
    }

    /**
     * Records per second.
     *
     * @throws IllegalStateException if it is a rate in bytes
     */
    public double recordsPerSecond() {
        if (unit != Unit.RECORDS) {
            throw new IllegalStateException("nobody said how large values are: " + this);
        }
        return perSecond;
    }

    /** The same in records, of which each has so many bytes. */
    public Rate inRecords(double valueBytes) {
        return unit == Unit.RECORDS ? this : new Rate(perSecond / valueBytes);
    }

    /** Reads {@code 50000}, {@code 50k}, {@code 1.5m}, {@code 100/s}, {@code 90/min}. */
    public static Rate parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "is not a rate: '" + text + "'; write max, 50000, 50k, 1.5m, 100/s or 200MB/s");
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

    private static double seconds(String time) {
        return switch (time == null ? "s" : time) {
            case "min" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }

    @Override
    public String toString() {
        return plain(perSecond) + (unit == Unit.RECORDS ? "" : "B/s");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
