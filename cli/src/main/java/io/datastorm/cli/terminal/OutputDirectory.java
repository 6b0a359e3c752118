package io.datastorm.cli.terminal;

import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of one run's files: new, or empty. */
public final class OutputDirectory {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private OutputDirectory() {}

    /**
     * Creates it.
     *
     * @throws InvalidInput if it exists with files in it, or cannot be written
     */
    public static Path create(Optional<Path> asked, String name, LocalDateTime now) {
        Path directory = asked.orElseGet(() -> free(Path.of("results"), TIME.format(now) + "-" + name));
        try {
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                throw new InvalidInput("--out", "'" + directory + "' is a file; name a directory");
            }
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new InvalidInput("--out", "'" + directory + "' is not writable; choose another place");
            }
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new InvalidInput("--out", "'" + directory + "' is not empty; results are never overwritten");
                }
            }
            return directory;
        } catch (IOException e) {
            throw new InvalidInput("--out", "'" + directory + "' cannot be written: " + e + "; choose another place");
        }
    }

    /** Removes it again if nothing was written. */
    public static void removeIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // Not empty, or not ours any more: it stays.
        }
    }

    private static Path free(Path parent, String name) {
        Path directory = parent.resolve(name);
        for (int i = 2; Files.exists(directory); i++) {
            directory = parent.resolve(name + "-" + i);
        }
        return directory;
    }
}
