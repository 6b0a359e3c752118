package io.datastorm.core.command;

import io.datastorm.generator.input.Credentials;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user, run by {@code sh} with more variables in its environment. Of its output the end is kept.
 * Thread-safe.
 */
public final class ShellCommand {
    private static final int MOST_LINES = 20;
    private static final int MOST_CHARS = 4000;
    private static final int READ_CHARS = 1024;
    /** What it has printed last is here by then. */
    private static final long READ_MILLIS = 200;
    /** How long it may take to end after it was asked to. */
    private static final long ENDING_SECONDS = 2;

    private final Process process;
    private final Thread reader;
    private final StringBuilder printed = new StringBuilder();
    private long endNanos;
    private Integer exitCode;
    /** It was ended. */
    private boolean cut;

    private ShellCommand(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "command");
        reader.setDaemon(true);
        reader.start();
        var unused = process.onExit().thenAccept(ended -> ended(ended.exitValue()));
    }

    /**
     * Starts it; returns at once.
     *
     * @param environment variables that it has beside ours
     * @throws IOException if it cannot be started
     */
    public static ShellCommand start(String command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        return new ShellCommand(builder.start());
    }

    private void read() {
        char[] chars = new char[READ_CHARS];
        try (Reader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int read = output.read(chars); read >= 0; read = output.read(chars)) {
                add(chars, read);
            }
        } catch (IOException e) {
            // It was ended: it says nothing more.
            return;
        }
    }

    private synchronized void add(char[] chars, int count) {
        printed.append(chars, 0, count);
        printed.delete(0, Math.max(0, printed.length() - MOST_CHARS));
    }

    /** The first to see it tells when. */
    private synchronized void ended(int code) {
        if (exitCode == null && !cut) {
            endNanos = System.nanoTime();
            exitCode = code;
        }
    }

    /** When it ended; 0 if it has not. */
    public synchronized long endNanos() {
        return endNanos;
    }

    /** Null if it did not end by itself. */
    public synchronized Integer exitCode() {
        return exitCode;
    }

    /** The last lines that it has printed. */
    public synchronized String output() {
        List<String> lines =
                Credentials.masked(printed.toString()).strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }

    /**
     * Waits for its end until a time, and then asks it to end, and what it has started. What it has left in the
     * background when it ended goes on.
     */
    public void end(long deadlineNanos) {
        try {
            boolean over = process.waitFor(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            reader.join(READ_MILLIS);
            if (over) {
                ended(process.exitValue());
            } else {
                end();
            }
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        synchronized (this) {
            cut = true;
        }
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        started.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
