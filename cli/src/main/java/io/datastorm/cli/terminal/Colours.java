package io.datastorm.cli.terminal;

import java.util.Optional;

/** Whether colours are shown: on a terminal, unless {@code NO_COLOR} is set (https://no-color.org). */
public final class Colours {
    private static final boolean UNWANTED =
            !Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();

    private Colours() {}

    /** Whether they are shown. */
    public static boolean shown() {
        return Boolean.getBoolean(Progress.TERMINAL) && !UNWANTED;
    }
}
