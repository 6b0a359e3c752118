package io.datastorm.generator.stamp;

import java.time.LocalDate;

/**
 * ISO-8601 in UTC with milliseconds, as 24 ASCII characters: {@code 2026-11-23T02:07:10.123Z}. For the years 0 to 9999.
 */
public final class IsoTime {
    /** Characters of a time. */
    public static final int WIDTH = 24;

    private static final int MILLIS_PER_DAY = 86_400_000;

    private IsoTime() {}

    /** Writes {@link #WIDTH} characters. */
    public static void write(byte[] bytes, int offset, long epochMillis) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, (long) MILLIS_PER_DAY));
        int millis = Math.floorMod(epochMillis, MILLIS_PER_DAY);
        digits(bytes, offset, 4, day.getYear());
        bytes[offset + 4] = '-';
        digits(bytes, offset + 5, 2, day.getMonthValue());
        bytes[offset + 7] = '-';
        digits(bytes, offset + 8, 2, day.getDayOfMonth());
        bytes[offset + 10] = 'T';
        digits(bytes, offset + 11, 2, millis / 3_600_000);
        bytes[offset + 13] = ':';
        digits(bytes, offset + 14, 2, millis / 60_000 % 60);
        bytes[offset + 16] = ':';
        digits(bytes, offset + 17, 2, millis / 1000 % 60);
        bytes[offset + 19] = '.';
        digits(bytes, offset + 20, 3, millis % 1000);
        bytes[offset + 23] = 'Z';
    }

    private static void digits(byte[] bytes, int offset, int count, int value) {
        int rest = value;
        for (int i = offset + count - 1; i >= offset; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
