package io.datastorm.core.workload;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in bytes. KiB, MiB, GiB are powers of 1024; kB (or KB), MB, GB are powers of 1000; a bare number is bytes.
 *
 * @param bytes zero or more
 */
public record DataSize(long bytes) {
    private static final Map<String, Long> UNITS = Map.of(
            "B",
            1L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30,
            "kB",
            1_000L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L);
    private static final List<String> LARGEST_FIRST = List.of("GiB", "MiB", "KiB");
    private static final Pattern TEXT = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");

    /** Reads {@code 64KiB}, {@code 16MiB}, {@code 1000}. Refuses {@code 10mb}, which could mean two things. */
    public static DataSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a size: '" + text + "'; write 65536, 64KiB or 16MiB");
        }
        String unit = matcher.group(2).isEmpty() ? "B" : matcher.group(2);
        Long factor = UNITS.get(unit);
        if (factor == null) {
            throw new IllegalArgumentException(unknownUnit(text, matcher.group(1), unit));
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
        if (bytes.signum() < 0 || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("must be 0 or more and less than 8 EiB, got " + text);
        }
        return new DataSize(bytes.longValue());
    }

    private static String unknownUnit(String text, String number, String unit) {
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "K", "KB", "KIB" -> ambiguous(text, number, "kB", "KiB");
            case "M", "MB", "MIB" -> ambiguous(text, number, "MB", "MiB");
            case "G", "GB", "GIB" -> ambiguous(text, number, "GB", "GiB");
            default -> "unknown unit '" + unit + "' in '" + text + "'; units are B, KiB, MiB, GiB, kB, MB, GB";
        };
    }

    private static String ambiguous(String text, String number, String decimal, String binary) {
        return "'%s' is ambiguous: write %s%s (× %,d) or %s%s (× %,d)"
                .formatted(text, number, decimal, UNITS.get(decimal), number, binary, UNITS.get(binary));
    }

    @Override
    public String toString() {
        for (String unit : LARGEST_FIRST) {
            if (bytes > 0 && bytes % UNITS.get(unit) == 0) {
                return bytes / UNITS.get(unit) + unit;
            }
        }
        return Long.toString(bytes);
    }
}
