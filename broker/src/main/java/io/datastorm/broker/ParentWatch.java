package io.datastorm.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Exit;

/** Waits for the end of the parent's pipe, removes the broker's directory, and halts this JVM. */
final class ParentWatch implements Runnable {
    private static final int ATTEMPTS = 20;

    private final InputStream pipe;
    private final Path directory;

    ParentWatch(InputStream pipe, Path directory) {
        this.pipe = pipe;
        this.directory = directory;
    }

    @Override
    public void run() {
        try {
            while (pipe.read() >= 0) {
                // The parent never writes: only the end of the stream has a meaning.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        if (directory != null) {
            // The server notices that its files vanish and wants to halt before all of them are gone.
            Exit.setHaltProcedure((status, message) -> {});
            Exit.setExitProcedure((status, message) -> {});
            remove();
        }
        Runtime.getRuntime().halt(1);
    }

    /** The server may still create files while we delete: we go on until nothing is left. */
    private void remove() {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            deleteTree();
        }
        Path cluster = directory.getParent();
        if (cluster != null) {
            deleteQuietly(cluster.resolve("cluster.json"));
            deleteQuietly(cluster);
        }
    }

    private void deleteTree() {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(ParentWatch::deleteQuietly);
        } catch (IOException | java.io.UncheckedIOException e) {
            // A file vanished under the walk: the next attempt sees what is left.
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Not empty yet, or another broker still owns a part of it.
        }
    }
}
