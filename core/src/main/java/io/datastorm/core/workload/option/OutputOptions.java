package io.datastorm.core.workload.option;

import java.util.List;

/** Where the result of a run goes. A constant is explained by its description. */
public final class OutputOptions {
    /** Of a tag's value. */
    public static final int MOST_CHARACTERS = 200;

    public static final Option<String> NAME = Option.of(
                    "name", "--name", "NAME", OutputOptions::name, "Name of the run, for the output directory.")
            .fallback("run")
            .wholeRun();

    public static final Option<String> TAG = Option.of(
                    "tags",
                    "--tag",
                    "KEY=VALUE",
                    OutputOptions::tag,
                    "A word by which the result is found again in 'datastorm ui': commit=4f2a91. Repeatable.")
            .list()
            .wholeRun();

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(NAME, TAG);

    private OutputOptions() {}

    private static String tag(String text) {
        int equals = text.indexOf('=');
        String value = text.substring(equals + 1);
        if (equals < 1
                || !Names.label(text.substring(0, equals))
                || value.isBlank()
                || value.length() > MOST_CHARACTERS
                || value.chars().anyMatch(Character::isISOControl)) {
            String rule = "must be KEY=VALUE. KEY has 1 to 80 letters, digits, '.', '_' or '-'; "
                    + "VALUE has 1 to %d characters";
            throw new IllegalArgumentException(rule.formatted(MOST_CHARACTERS) + ", got '" + text + "'");
        }
        return text;
    }

    private static String name(String text) {
        if (!Names.label(text)) {
            throw new IllegalArgumentException("must be 1 to 80 letters, digits, '.', '_' or '-', got '" + text + "'");
        }
        return text;
    }
}
