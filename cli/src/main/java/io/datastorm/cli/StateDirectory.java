package io.datastorm.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where DataStorm remembers things between commands: {@code $XDG_STATE_HOME/datastorm}, by default
 * {@code ~/.local/state/datastorm}.
 */
final class StateDirectory {
    private StateDirectory() {}

    static Path path() {
        Path base = Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
        return base.resolve("datastorm");
    }
}
