package io.datastorm.live.library;

import io.datastorm.core.output.RunningMark;
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
    private static final String KIND_RUN = "run";
    private static final String KIND_EXPERIMENT = "experiment";
    private static final int MOST_DEPTH = 4;
    private final Path root;
    private final Map<String, Known> known = new HashMap<>();

    /** An entry, and the state of the file that it was read from. */
    private record Known(FileTime changed, long size, LibraryEntry entry) {}

    /**
     * The results under this directory.
     *
     * @throws IOException if it is not there
     */
    public ResultLibrary(Path root) throws IOException {
        this.root = root.toRealPath();
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
        boolean same = before != null
                && before.entry().run() != null
                && before.changed().equals(changed)
                && before.size() == size;
        boolean going = RunningMark.on(file.getParent());
        return same && before.entry().going() == going ? before : new Known(changed, size, read(id, file, going));
    }

    private static LibraryEntry read(String id, Path file, boolean going) throws IOException {
        String directory = file.toAbsolutePath().getParent().getFileName().toString();
        String changed = Files.getLastModifiedTime(file).toInstant().toString();
        if (file.endsWith(EXPERIMENT)) {
            boolean told = Files.isRegularFile(file.resolveSibling(REPORT));
            return new LibraryEntry(
                    id,
                    KIND_EXPERIMENT,
                    directory,
                    changed,
                    List.of(),
                    null,
                    going,
                    told ? null : "it has no report yet");
        }
        try {
            StoredDocument document = StoredDocument.read(file);
            return new LibraryEntry(
                    id,
                    KIND_RUN,
                    document.run().name(),
                    document.run().startedAt(),
                    document.tags(),
                    document.figures(),
                    going,
                    null);
        } catch (IOException e) {
            String why = DOCUMENT + " is damaged, or of another version";
            return new LibraryEntry(id, KIND_RUN, directory, changed, List.of(), null, going, why);
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
        return file(id, KIND_RUN, DOCUMENT).flatMap(file -> {
            try {
                return Optional.of(JsonReporter.read(Files.readAllBytes(file)));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** The report of an experiment that is in the list. */
    public Optional<Path> experiment(String id) {
        return file(id, KIND_EXPERIMENT, REPORT);
    }

    /**
     * Deletes the files of a result that is in the list, and its directory if nothing else is in it.
     *
     * @return why it stays: it goes on, it cannot be read, or it is the directory that was opened; empty if it is gone
     */
    public synchronized Optional<String> delete(String id) throws IOException {
        Known what = known.get(id);
        if (what == null) {
            return Optional.of("there is no such result");
        }
        Path directory = root.resolve(id).normalize();
        boolean experiment = what.entry().kind().equals(KIND_EXPERIMENT);
        if (directory.equals(root)) {
            return Optional.of("it is the directory that was opened");
        }
        if (RunningMark.on(directory)) {
            return Optional.of("it goes on");
        }
        if (!experiment && what.entry().run() == null) {
            return Optional.of("it cannot be read, so nobody knows whether it is a result");
        }
        if (experiment) {
            ResultFilesOnDisk.deleteExperiment(directory);
        } else {
            ResultFilesOnDisk.deleteRun(directory);
        }
        known.remove(id);
        return Optional.empty();
    }
}
