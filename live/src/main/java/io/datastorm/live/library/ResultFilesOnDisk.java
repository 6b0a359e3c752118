package io.datastorm.live.library;

import io.datastorm.core.output.RunningMark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files that DataStorm writes for a run or an experiment. Nothing else is deleted: a directory may have files of
 * somebody else.
 */
final class ResultFilesOnDisk {
    private static final Pattern OF_RUN = Pattern.compile("result\\.json(\\.draft)?|report\\.html(\\.draft)?|"
            + "intervals\\.csv|latency\\.hlog|journal|ground-truth\\.jsonl|" + Pattern.quote(RunningMark.FILE));
    private static final Pattern OF_EXPERIMENT =
            Pattern.compile("lab\\.json|report\\.(html|md)|runs\\.(csv|json)|EVOLUTION\\.md|[a-z0-9-]+\\.svg|"
                    + Pattern.quote(RunningMark.FILE));
    private static final Pattern LOG = Pattern.compile("\\d+\\.log");

    private ResultFilesOnDisk() {}

    /** Deletes the files of a run, and its directory if nothing else is in it. */
    static void deleteRun(Path directory) throws IOException {
        Path streams = directory.resolve("streams");
        for (Path stream : directories(streams)) {
            delete(stream, OF_RUN);
        }
        deleteIfEmpty(streams);
        delete(directory, OF_RUN);
    }

    /** Deletes the files of an experiment and of its runs likewise. */
    static void deleteExperiment(Path directory) throws IOException {
        Path runs = directory.resolve("runs");
        for (Path run : directories(runs)) {
            deleteRun(run);
        }
        delete(runs, LOG);
        delete(directory, OF_EXPERIMENT);
    }

    private static List<Path> directories(Path parent) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(parent)) {
                paths.forEach(path -> {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        found.add(path);
                    }
                });
            }
        }
        return found;
    }

    private static void delete(Path directory, Pattern names) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && names.matcher(path.getFileName().toString()).matches()) {
                    Files.delete(path);
                }
            }
        }
        deleteIfEmpty(directory);
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean empty;
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            empty = !paths.iterator().hasNext();
        }
        if (empty) {
            Files.delete(directory);
        }
    }
}
