package io.datastorm.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One broker's JVM, ours or adopted from a state file. Signals go to its process id, and only while that id is still
 * the same process.
 */
public final class BrokerProcess {
    private static final int LAST_LINES = 15;
    private static final int SIGNAL_ATTEMPTS = 500;
    private static final long SIGNAL_POLL_NANOS = 5_000_000;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private final int id;
    private final Path directory;
    private final ProcessHandle handle;
    /** Holds the pipe that keeps an attached broker alive; null for one that outlives us. */
    private final Process pipe;

    private BrokerProcess(int id, Path directory, ProcessHandle handle, Process pipe) {
        this.id = id;
        this.directory = directory;
        this.handle = handle;
        this.pipe = pipe;
    }

    /**
     * Starts a broker's JVM. Its output goes to {@code broker.log}.
     *
     * @param attached whether it dies with this JVM
     */
    static BrokerProcess start(int id, Path directory, List<String> command, boolean attached) throws IOException {
        // Ctrl-C reaches every process of the terminal, and closing the terminal too: brokers must outlast the drain. A
        // shell passes an ignored
        // signal on to the JVM that replaces it, and a JVM leaves ignored signals alone.
        Stream<String> shell = Stream.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(shell, command.stream()).toList());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
        if (!attached) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        }
        Process process = builder.start();
        return new BrokerProcess(id, directory, process.toHandle(), attached ? process : null);
    }

    /** A broker of a state file, if this process id still is that broker. */
    static Optional<BrokerProcess> adopt(int id, Path directory, long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(handle -> sameStart(handle, startedAt) && brokerCommand(pid))
                .map(handle -> new BrokerProcess(id, directory, handle, null));
    }

    /** The system derives a start from its boot time, which moves when the clock is set. */
    private static boolean sameStart(ProcessHandle handle, Instant startedAt) {
        return handle.info()
                .startInstant()
                .filter(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .isPresent();
    }

    /** Whether the process is a broker at all, where the system tells. */
    private static boolean brokerCommand(long pid) {
        Path command = Path.of("/proc", Long.toString(pid), "cmdline");
        try {
            return !Files.exists(command)
                    || Files.readString(command, StandardCharsets.ISO_8859_1).contains("BrokerMain");
        } catch (IOException e) {
            return false;
        }
    }

    /** The broker's node id, from 1. */
    public int id() {
        return id;
    }

    /** The process id. */
    public long pid() {
        return handle.pid();
    }

    /** Whether the process runs; a paused one does. */
    public boolean alive() {
        return handle.isAlive();
    }

    /** When the process started, as the system tells it. */
    Instant startedAt() {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    Path directory() {
        return directory;
    }

    /** A file in Prometheus's format, which the broker replaces each second as long as it runs. */
    public Path metrics() {
        return directory.resolve("metrics.prom");
    }

    /** Ends the process at once, as {@code kill -9} does, and waits for its end. */
    public void kill() {
        handle.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks the broker to stop in good order; kills it when it does not within the time. */
    void stop(Duration patience) {
        resume();
        handle.destroy();
        if (!awaitEnd(patience)) {
            kill();
        }
    }

    /** Stops the process without ending it (SIGSTOP). */
    public void pause() {
        signal("STOP");
        awaitPaused(true);
    }

    /** Lets a paused process go on (SIGCONT). */
    public void resume() {
        signal("CONT");
        awaitPaused(false);
    }

    /**
     * Lets nothing more be written to its files, as when the disk is full: the system refuses each write
     * (RLIMIT_FSIZE). Only a new process has room again. A broker without a directory that it can write to ends.
     */
    public void fillDisk() {
        command("prlimit", "--pid", Long.toString(pid()), "--fsize=0");
    }

    /** A signal takes a moment to reach all threads; where the system does not tell, there is nothing to wait for. */
    private void awaitPaused(boolean expected) {
        boolean told = Files.exists(Path.of("/proc", Long.toString(pid()), "status"));
        for (int attempt = 0; told && paused() != expected && attempt < SIGNAL_ATTEMPTS; attempt++) {
            LockSupport.parkNanos(SIGNAL_POLL_NANOS);
        }
    }

    /** The end of the broker's log, for a message. */
    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log(directory), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log could not be read: " + e.getMessage() + ")";
        }
    }

    /** Whether the process is stopped by a signal; false where the system does not tell. */
    public boolean paused() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .anyMatch(line -> line.startsWith("State:") && line.contains("stopped"));
        } catch (IOException e) {
            return false;
        }
    }

    /** User and system time of the process so far. */
    public Duration cpu() {
        return handle.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Whether it dies with this JVM. */
    boolean attached() {
        return pipe != null;
    }

    private void signal(String name) {
        if (handle.isAlive()) {
            command("kill", "-" + name, Long.toString(pid()));
        }
    }

    private void command(String... words) {
        try {
            if (new ProcessBuilder(words).start().waitFor() != 0 && handle.isAlive()) {
                throw new ClusterException("broker " + id + ": '" + String.join(" ", words) + "' was refused");
            }
        } catch (IOException e) {
            throw new ClusterException(
                    "broker " + id + ": the command '" + words[0] + "' could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd(Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("broker.log");
    }
}
