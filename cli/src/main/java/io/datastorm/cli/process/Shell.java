package io.datastorm.cli.process;

import io.datastorm.lab.experiment.ExternalClient;
import io.datastorm.lab.experiment.Lab;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Starts shell commands of an experiment. Used by one thread; only {@link #kill} by any. */
public final class Shell {
    private static final int SETUP_MINUTES = 10;

    private final Path directory;
    private final Path log;
    private final List<Client> started = new CopyOnWriteArrayList<>();

    /**
     * In a place.
     *
     * @param directory where the commands work
     * @param log where they write
     */
    Shell(Path directory, Path log) {
        this.directory = directory;
        this.log = log;
    }

    /** For a run's program. */
    static Shell of(Path run) throws IOException {
        Path programs = run.resolveSibling("programs");
        return new Shell(Files.createDirectories(programs), Lab.log(run));
    }

    /** Whether a program of this name can be started. */
    static boolean has(String client) {
        List<String> path =
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":", -1));
        return path.stream().anyMatch(place -> Files.isExecutable(Path.of(place, client)));
    }

    /** Writes into the log as well. */
    PrintWriter writer() throws IOException {
        return new PrintWriter(
                Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true);
    }

    /** Starts one. */
    Client start(String command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        Client client = new Client(builder.start());
        started.add(client);
        return client;
    }

    /** Ends all that it has started, without asking. */
    void kill() {
        started.forEach(Client::kill);
    }

    /**
     * Does what comes before a program's first run.
     *
     * @throws ProgramException if that fails
     */
    void setUp(ExternalClient client) throws IOException, InterruptedException, ExternalClientException {
        if (client.setup().isEmpty()) {
            return;
        }
        Client setup = start(client.setup(), Map.of());
        try {
            if (!setup.endsWithin(TimeUnit.MINUTES.toMillis(SETUP_MINUTES))) {
                throw new ExternalClientException("its setup did not end within " + SETUP_MINUTES + " minutes");
            }
            if (setup.exitCode() != 0) {
                throw new ExternalClientException("its setup ended with exit code " + setup.exitCode());
            }
        } finally {
            setup.end();
        }
    }
}
