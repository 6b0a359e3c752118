package io.datastorm.run.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where DataStorm remembers things between commands: {@code $DATASTORM_STATE}, else {@code $XDG_STATE_HOME/datastorm},
 * by default {@code ~/.local/state/datastorm}.
 */
public final class StateDirectory {
    private StateDirectory() {}

    /** The directory; it need not exist. */
    public static Path path() {
        return variable("DATASTORM_STATE").orElseGet(() -> variable("XDG_STATE_HOME")
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("datastorm"));
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
