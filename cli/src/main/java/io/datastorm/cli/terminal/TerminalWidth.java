package io.datastorm.cli.terminal;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How wide the terminal is that standard output is shown on. */
public final class TerminalWidth {
    private TerminalWidth() {}

    /** Columns; no limit if standard output is no terminal. */
    public static int columns() {
        if (!Boolean.getBoolean(Progress.TERMINAL)) {
            return Integer.MAX_VALUE;
        }
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).nativeSignals(false).build()) {
            return terminal.getWidth() > 0 ? terminal.getWidth() : Integer.MAX_VALUE;
        } catch (IOException e) {
            return Integer.MAX_VALUE;
        }
    }
}
