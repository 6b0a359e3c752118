package io.datastorm.core.workload.option;

import java.util.List;

/** Where the result of a run goes. A constant is explained by its description. */
public final class OutputOptions {
    public static final Option<String> NAME = Option.of(
                    "name", "--name", "NAME", OutputOptions::name, "Name of the run, for the output directory.")
            .fallback("run")
            .wholeRun();

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(NAME);

    private OutputOptions() {}

    private static String name(String text) {
        if (!Names.label(text)) {
            throw new IllegalArgumentException("must be 1 to 80 letters, digits, '.', '_' or '-', got '" + text + "'");
        }
        return text;
    }
}
