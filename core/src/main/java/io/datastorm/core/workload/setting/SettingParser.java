package io.datastorm.core.workload.setting;

import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.input.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Parses settings one by one, and turns what fails into problems with a place, so that reading can go on. */
public final class SettingParser {
    private final Settings settings;
    private final List<Problem> problems;

    public SettingParser(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** The parsed value, the parsed default, or the stand-in when the text was bad. */
    public <T> T value(Setting setting, Function<String, T> parse, T standIn) {
        return optional(setting, parse).or(() -> setting.fallback().map(parse)).orElse(standIn);
    }

    /** The parsed value if one was given and could be parsed. */
    public <T> Optional<T> optional(Setting setting, Function<String, T> parse) {
        return settings.one(setting).flatMap(given -> parse(given, parse));
    }

    /** Each of several values. */
    public <T> List<T> each(Setting setting, Function<String, T> parse) {
        return settings.all(setting).stream()
                .flatMap(given -> parse(given, parse).stream())
                .toList();
    }

    private <T> Optional<T> parse(Given given, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(given.text()));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(given.where(), e.getMessage()));
            return Optional.empty();
        }
    }

    /** A whole number of the range. */
    public static Function<String, Integer> between(int low, int high) {
        return text -> {
            long number = io.datastorm.core.workload.Quantities.count(text);
            if (number < low || number > high) {
                throw new IllegalArgumentException("must be %,d to %,d, got %s".formatted(low, high, text));
            }
            return (int) number;
        };
    }

    /** One of these words. */
    public static Function<String, String> oneOf(String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", words) + ", got '" + text + "'"
                        + Nearest.hint(text, List.of(words)));
            }
            return text;
        };
    }

    /** true or false. */
    public static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, got '" + text + "'");
        };
    }
}
