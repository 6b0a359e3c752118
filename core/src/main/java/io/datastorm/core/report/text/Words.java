package io.datastorm.core.report.text;

import java.util.List;

/** Counts and places in words. */
public final class Words {
    private Words() {}

    /** Adds {@code 12 lost}; nothing if there are none. */
    public static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(NumberFormat.whole(count) + " " + what);
        }
    }

    /** {@code offset 7}, {@code offsets 7 to 9}, or {@code offset unknown} if the first one is negative. */
    public static String numbers(String what, long first, long count) {
        if (first < 0) {
            return what + " unknown";
        }
        return count == 1
                ? what + " " + NumberFormat.whole(first)
                : what + "s " + NumberFormat.whole(first) + " to " + NumberFormat.whole(first + count - 1);
    }

    /** {@code (3 records)} behind a place; nothing if it is one. */
    public static String records(long count) {
        return count == 1 ? "" : " (" + NumberFormat.whole(count) + " records)";
    }
}
