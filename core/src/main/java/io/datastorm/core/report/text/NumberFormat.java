package io.datastorm.core.report.text;

import java.util.Locale;

/** Numbers in units a person reads. */
public final class NumberFormat {
    private NumberFormat() {}

    /** {@code 1.24 M}, {@code 56.1 k}, {@code 812}. */
    public static String count(double value) {
        if (value >= 1e9) {
            return format("%.2f G", value / 1e9);
        }
        if (value >= 1e6) {
            return format("%.2f M", value / 1e6);
        }
        return value >= 1e4 ? format("%.1f k", value / 1e3) : format("%,.0f", value);
    }

    /** {@code 43.8 MB}. */
    public static String bytes(double value) {
        if (value >= 1e9) {
            return format("%.2f GB", value / 1e9);
        }
        if (value >= 1e6) {
            return format("%.1f MB", value / 1e6);
        }
        return value >= 1e3 ? format("%.1f kB", value / 1e3) : format("%.0f B", value);
    }

    /** Binary, for memory: {@code 312 MiB}. */
    public static String memory(long value) {
        return value >= 1 << 30
                ? format("%.2f GiB", value / (double) (1 << 30))
                : format("%.0f MiB", value / (double) (1 << 20));
    }

    /** {@code 1.84 ms}, {@code 12.3 s}. */
    public static String millis(Double value) {
        if (value == null) {
            return "–";
        }
        if (value >= 10_000) {
            return format("%.1f s", value / 1000);
        }
        if (value >= 100) {
            return format("%.0f ms", value);
        }
        return value >= 10 ? format("%.1f ms", value) : format("%.2f ms", value);
    }

    /** The same, in seconds from one second on: {@code 3.86 s}. */
    public static String time(double millis) {
        return millis >= 1000 && millis < 10_000 ? format("%.2f s", millis / 1000) : millis(millis);
    }

    /** With thousands separators. */
    public static String whole(long value) {
        return format("%,d", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
