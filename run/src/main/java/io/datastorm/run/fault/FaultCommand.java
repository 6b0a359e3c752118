package io.datastorm.run.fault;

import io.datastorm.generator.input.Credentials;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user that is a fault: run by {@code sh}, with the brokers' addresses in {@code BOOTSTRAP_SERVERS}.
 * Of its output the last lines are kept. Thread-safe.
 */
final class FaultCommand implements AutoCloseable {
    private static final int MOST_LINES = 20;
    private static final int MOST_OF_A_LINE = 300;
    /** What a command may take that still runs at the end of the run. */
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Thread reader;
    private final Deque<String> lines = new ArrayDeque<>();
    private long endNanos;
    private Integer exitCode;

    private FaultCommand(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "fault-command");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; returns at once. */
    static FaultCommand start(String command, String bootstrapServers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("BOOTSTRAP_SERVERS", bootstrapServers);
        return new FaultCommand(builder.start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
            ended(process.waitFor());
        } catch (IOException e) {
            // It was ended: it says nothing more.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(String line) {
        String masked = Credentials.masked(line);
        lines.addLast(masked.length() > MOST_OF_A_LINE ? masked.substring(0, MOST_OF_A_LINE) + " …" : masked);
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
    }

    private synchronized void ended(int code) {
        endNanos = System.nanoTime();
        exitCode = code;
    }

    /** When it ended; 0 if it has not. */
    synchronized long endNanos() {
        return endNanos;
    }

    /** Null if it did not end by itself. */
    synchronized Integer exitCode() {
        return exitCode;
    }

    /** The last lines that it has printed. */
    synchronized String output() {
        return String.join("\n", lines);
    }

    /** Waits for its end for a while, then ends it, and what it has started. */
    @Override
    public void close() {
        try {
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
