package io.datastorm.core.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The control groups that decide how much of the processors this process gets: its own, and those around it (kernel
 * documentation, "Control Group v2"; of version 1 the controller "cpu"). Stateless, thread-safe.
 */
final class Cgroup {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final Path OWN = Path.of("/proc/self/cgroup");

    private Cgroup() {}

    /** Their directories, the own one first; empty where there are none. */
    static List<Path> cpu() {
        try {
            Path first = ROOT.resolve("cpu");
            boolean old = Files.isDirectory(first);
            return directories(old ? first : ROOT, path(Files.readAllLines(OWN), old));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Of lines such as {@code 0::/a/b}, or {@code 4:cpu,cpuacct:/a/b} in version 1. */
    static String path(List<String> lines, boolean old) {
        for (String line : lines) {
            String[] fields = line.split(":", 3);
            boolean ours = fields.length == 3
                    && (old ? List.of(fields[1].split(",", -1)).contains("cpu") : fields[1].isEmpty());
            if (ours) {
                return fields[2];
            }
        }
        return "/";
    }

    private static List<Path> directories(Path root, String path) {
        List<Path> directories = new ArrayList<>();
        Path directory = root.resolve(path.substring(1)).normalize();
        while (directory != null && directory.startsWith(root)) {
            // Within a container the path may be that of the host.
            if (Files.isDirectory(directory)) {
                directories.add(directory);
            }
            directory = directory.getParent();
        }
        return directories;
    }

    /** A file's text; empty if it is not there. */
    static Optional<String> read(Path directory, String name) {
        try {
            return Optional.of(Files.readString(directory.resolve(name)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
