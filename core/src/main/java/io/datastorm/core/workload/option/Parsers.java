package io.datastorm.core.workload.option;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.dirt.Lateness;
import io.datastorm.generator.input.Nearest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How texts of options are read. Each throws {@link IllegalArgumentException} with what must be written. */
final class Parsers {
    private static final Pattern BYTES = Pattern.compile("(.*[bB])/(s|min|h)");

    private Parsers() {}

    /** A whole number of the range. */
    static Function<String, Integer> between(int low, int high) {
        return text -> {
            long number = Quantities.count(text);
            if (number < low || number > high) {
                throw new IllegalArgumentException("must be %,d to %,d, got %s".formatted(low, high, text));
            }
            return (int) number;
        };
    }

    /** One of these words. */
    static Function<String, String> oneOf(String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", words) + ", got '" + text + "'"
                        + Nearest.hint(text, List.of(words)));
            }
            return text;
        };
    }

    /** One of the constants, in lower case, with hyphens. */
    static <E extends Enum<E>> Function<String, E> constant(Class<E> type) {
        String[] words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toArray(String[]::new);
        return text -> Enum.valueOf(
                type, oneOf(words).apply(text).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** true or false. */
    static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, got '" + text + "'");
        };
    }

    /** A text that is not looked into here. */
    static String text(String text) {
        return text;
    }

    /** A rate of records, or of bytes if there is a unit of sizes. */
    static Rate rate(String text) {
        Matcher bytes = BYTES.matcher(text.trim());
        return bytes.matches()
                ? Rate.ofBytes(DataSize.parse(bytes.group(1)).bytes(), bytes.group(2))
                : Rate.parse(text);
    }

    static long positiveCount(String text) {
        long count = Quantities.count(text);
        if (count < 1) {
            throw new IllegalArgumentException("must be positive, got " + text);
        }
        return count;
    }

    static Duration positiveDuration(String text) {
        Duration duration = Quantities.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing, got " + text);
        }
        return duration;
    }

    static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, got '" + text + "'", e);
        }
    }

    /** A reader that has one more word to offer if it fails. */
    static <T> Function<String, T> or(String word, T meaning, Function<String, T> parse) {
        return text -> {
            if (text.equals(word)) {
                return meaning;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + "; or " + word, e);
            }
        };
    }

    /** A share of events and how late they are: rate=5%,delay=1h..24h. The order of the two does not matter. */
    static Lateness lateness(String text) {
        Map<String, String> parts = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int at = part.indexOf('=');
            String name = at < 0 ? "" : part.substring(0, at).strip();
            boolean known = name.equals("rate") || name.equals("delay");
            if (!known || parts.put(name, part.substring(at + 1).strip()) != null) {
                throw notLateness(text);
            }
        }
        if (parts.size() < 2) {
            throw notLateness(text);
        }
        double rate;
        try {
            rate = share(parts.get("rate"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rate " + e.getMessage(), e);
        }
        String[] delays = parts.get("delay").split("\\.\\.", 2);
        try {
            Duration least = positiveDuration(delays[0]);
            return new Lateness(rate, least, delays.length == 1 ? least : positiveDuration(delays[1]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("delay " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException notLateness(String text) {
        return new IllegalArgumentException(
                "must be a share and a delay or a range of delays, such as rate=5%,delay=1h..24h, got '" + text + "'");
    }

    /** A part of a whole: 1%, or 0.01. */
    static double share(String text) {
        boolean percent = text.endsWith("%");
        double share;
        try {
            share = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text) / (percent ? 100 : 1);
        } catch (NumberFormatException e) {
            share = Double.NaN;
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("must be above 0 and at most 100%, such as 1%, got '" + text + "'");
        }
        return share;
    }
}
