package io.datastorm.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command in a process of its own, for tests that kill or interrupt it. */
record CliProcess(Process process, BufferedReader output) {
    /** Starts it; its temporary files lie in a directory of the test. */
    static CliProcess start(Path directory, List<String> arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /** The same with variables of the environment. */
    static CliProcess start(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds, as the tests themselves do.
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-Ddatastorm.broker.lib=" + System.getProperty("datastorm.broker.lib"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new CliProcess(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Reads until the run has measured so many seconds. */
    CliProcess awaitSecond(int second) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.strip().startsWith(second + " s ")) {
                return this;
            }
        }
        throw new AssertionError("the run ended before second " + second + ": " + lines);
    }

    /** Everything that it says from now on. */
    String rest() {
        return String.join("\n", output.lines().toList());
    }

    /** Treated as Ctrl-C is; what a shell starts in the background ignores INT. */
    void terminate() throws IOException, InterruptedException {
        int failed = new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        if (failed != 0) {
            throw new AssertionError("there is no process to end");
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    List<ProcessHandle> children() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return children.toList();
        }
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }
}
