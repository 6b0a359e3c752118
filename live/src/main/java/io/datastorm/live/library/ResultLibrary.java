package io.datastorm.live.library;

import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The results under a directory: runs and experiments, and the runs of the experiment whose directory it is. A result
 * is named by its directory; only what was found there can be asked for or deleted, so that no name leads anywhere
 * else. Links are not followed. Each document is read once, as long as it does not change. Thread-safe.
 */
public final class ResultLibrary {
    private static final String DOCUMENT = "result.json";
    private static final String EXPERIMENT = "lab.json";
    private static final String REPORT = "report.html";
    private static final int MOST_DEPTH = 4;
    /** The document of a run that goes on is written each second. */
    private static final Duration STILL = Duration.ofSeconds(10);

    private final Path root;
    private final Map<String, Known> known = new HashMap<>();

    /** An entry, and the state of the file that it was read from. */
    private record Known(FileTime changed, long size, LibraryEntry entry) {}

    /** The results under this directory. */
    public ResultLibrary(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Where they are. */
    public Path root() {
        return root;
    }

    /** All that are there now, the newest first. */
    public synchronized List<LibraryEntry> entries() throws IOException {
        Map<String, Known> found = new HashMap<>();
        Files.walkFileTree(root, Set.of(), MOST_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                for (String name : List.of(EXPERIMENT, DOCUMENT)) {
                    Path file = directory.resolve(name);
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        String id = id(directory);
                        found.put(id, look(id, file));
                        // Who opens an experiment wants its runs.
                        boolean opened = directory.equals(root) && name.equals(EXPERIMENT);
                        return opened ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) {
                // What cannot be read, or has just gone, is not in the list.
                return FileVisitResult.CONTINUE;
            }
        });
        known.clear();
        known.putAll(found);
        return known.values().stream()
                .map(Known::entry)
                .sorted(Comparator.comparing(
                                LibraryEntry::startedAt, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                        .thenComparing(LibraryEntry::id)
                        .reversed())
                .toList();
    }

    private String id(Path directory) {
        String path = root.relativize(directory).toString();
        return path.isEmpty() ? "." : path;
    }

    private Known look(String id, Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        Known before = known.get(id);
        return before != null && before.changed().equals(changed) && before.size() == size
                ? before
                : new Known(changed, size, read(id, file, changed));
    }

    private static LibraryEntry read(String id, Path file, FileTime changed) {
        String directory = file.getParent().getFileName().toString();
        if (file.endsWith(EXPERIMENT)) {
            boolean told = Files.isRegularFile(file.resolveSibling(REPORT));
            return new LibraryEntry(
                    id,
                    "experiment",
                    directory,
                    changed.toInstant().toString(),
                    List.of(),
                    null,
                    told ? null : "it has no report yet");
        }
        try {
            StoredDocument document = StoredDocument.read(file);
            return new LibraryEntry(
                    id,
                    "run",
                    document.run().name(),
                    document.run().startedAt(),
                    document.tags(),
                    document.figures(),
                    null);
        } catch (IOException e) {
            String why = DOCUMENT + " is damaged, or of another version";
            return new LibraryEntry(id, "run", directory, changed.toInstant().toString(), List.of(), null, why);
        }
    }

    private synchronized Optional<LibraryEntry> entry(String id) {
        return Optional.ofNullable(known.get(id)).map(Known::entry);
    }

    private Optional<Path> file(String id, String kind, String name) {
        return entry(id)
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> root.resolve(entry.id()).resolve(name))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** A run that is in the list; empty if there is none of that name, or it cannot be read. */
    public Optional<RunResult> run(String id) {
        return file(id, "run", DOCUMENT).flatMap(file -> {
            try {
                return Optional.of(JsonReporter.read(Files.readAllBytes(file)));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** The report of an experiment that is in the list. */
    public Optional<Path> experiment(String id) {
        return file(id, "experiment", REPORT);
    }

    /**
     * Deletes the directory of a result that is in the list.
     *
     * @return whether it is gone; a run that goes on stays
     */
    public synchronized boolean delete(String id) throws IOException {
        Known what = known.get(id);
        boolean going = what != null
                && what.entry().run() != null
                && !what.entry().run().complete()
                && Instant.now().isBefore(what.changed().toInstant().plus(STILL));
        Path directory = root.resolve(id).normalize();
        if (what == null
                || going
                || directory.equals(root)
                || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        List<Path> paths = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                paths.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException trouble) {
                paths.add(visited);
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
        known.remove(id);
        return true;
    }
}
