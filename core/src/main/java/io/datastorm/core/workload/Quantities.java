package io.datastorm.core.workload;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes durations and counts the way people write them. */
public final class Quantities {
    private static final Pattern DURATION = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([a-zµ]*)");
    private static final Pattern COUNT = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([kmb]?)");
    private static final Pattern BITS = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kmg]?)bit(?:/s)?");
    private static final BigDecimal LEAST_BITS = BigDecimal.valueOf(100_000);
    private static final BigDecimal MOST_BITS = BigDecimal.valueOf(400_000_000_000L);
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "min", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private Quantities() {}

    /** Reads {@code 25ms}, {@code 10s}, {@code 5m}, {@code 1.5h}; zero is allowed, a missing unit is not. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a duration: '" + text + "'; write 25ms, 10s, 5m or 1h");
        }
        boolean zero = new BigDecimal(matcher.group(1)).signum() == 0;
        if (matcher.group(2).isEmpty() && !zero) {
            throw new IllegalArgumentException(
                    "the duration '" + text + "' has no unit; write " + text + "s for seconds, or ms, m, h");
        }
        Long unit = zero ? Long.valueOf(1) : NANOS.get(matcher.group(2));
        if (unit == null) {
            throw new IllegalArgumentException(
                    "unknown unit '" + matcher.group(2) + "' in '" + text + "'; units are us, ms, s, m, h, d");
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        if (nanos.signum() < 0 || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
            throw new IllegalArgumentException("must be between 0 and 73 years, got " + text);
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /** Reads {@code 1000000}, {@code 250k}, {@code 10m}, {@code 1b} as whole numbers. */
    public static long count(String text) {
        Matcher matcher = COUNT.matcher(text.trim().toLowerCase(Locale.ROOT).replace("_", ""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a whole number: '" + text + "'; write 1000000, 250k or 10m");
        }
        int zeros =
                switch (matcher.group(2)) {
                    case "k" -> 3;
                    case "m" -> 6;
                    case "b" -> 9;
                    default -> 0;
                };
        try {
            return new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "must be a whole number below 9,223,372,036,854,775,807, got " + text, e);
        }
    }

    /** Reads {@code 10Gbit}, {@code 100Mbit}, {@code 500kbit} as bits a second. */
    public static long bits(String text) {
        Matcher matcher = BITS.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be a rate of a link, such as 10Gbit or 100Mbit, got '" + text + "'");
        }
        int zeros =
                switch (matcher.group(2)) {
                    case "k" -> 3;
                    case "m" -> 6;
                    case "g" -> 9;
                    default -> 0;
                };
        BigDecimal bits = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros);
        if (bits.compareTo(LEAST_BITS) < 0 || bits.compareTo(MOST_BITS) > 0) {
            throw new IllegalArgumentException("must be 100kbit to 400Gbit, got " + text);
        }
        return bits.longValue();
    }

    /** The shortest exact way to write a duration. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        for (String unit : new String[] {"h", "m", "s", "ms", "us"}) {
            if (nanos % NANOS.get(unit) == 0) {
                return nanos / NANOS.get(unit) + unit;
            }
        }
        return nanos + "ns";
    }
}
