package io.datastorm.cli;

import io.datastorm.lab.experiment.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Starts shell commands of an experiment.
 *
 * @param directory where they work
 * @param log where they write
 */
record Shell(Path directory, Path log) {
    /** For a run's program. */
    static Shell of(Path run) throws IOException {
        Path programs = run.resolveSibling("programs");
        return new Shell(Files.createDirectories(programs), Lab.log(run));
    }

    /** Whether a program of this name can be started. */
    static boolean has(String program) {
        List<String> path =
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":", -1));
        return path.stream().anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Starts one, with additions to its environment. */
    Process start(String command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
