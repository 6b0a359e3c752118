package io.datastorm.cluster.network;

import io.datastorm.cluster.ClusterException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace without a name. A process of ours holds it, which ends when its standard input does: with this
 * JVM, however that dies. The kernel removes a namespace with its last process, and with it both ends of its links, so
 * that nothing can be left.
 */
final class Namespace implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Process holder;

    private Namespace(Process holder) {
        this.holder = holder;
    }

    /**
     * Makes one.
     *
     * @throws ClusterException if this process may not
     */
    static Namespace make() {
        try {
            Process holder = new ProcessBuilder("unshare", "--net", "sh", "-c", "trap '' INT HUP; echo held; exec cat")
                    .redirectErrorStream(true)
                    .start();
            // Not closed: it is the holder's, and ends with it.
            BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
            String line = said.readLine();
            if (!"held".equals(line)) {
                throw new ClusterException("a network namespace could not be made: " + line);
            }
            return new Namespace(holder);
        } catch (IOException e) {
            throw new ClusterException("a network namespace could not be made: " + e.getMessage(), e);
        }
    }

    long pid() {
        return holder.pid();
    }

    /** What stands before a command that shall run in it; the command replaces it. */
    List<String> prefix() {
        return List.of("nsenter", "--net=/proc/" + pid() + "/ns/net", "--");
    }

    /** Runs {@code ip} in it, with these commands. */
    void ip(List<String> commands) {
        String unused = run(command("ip", "-batch", "-"), commands);
    }

    /** Runs {@code tc} in it, with these commands. */
    void tc(List<String> commands) {
        String unused = run(command("tc", "-batch", "-"), commands);
    }

    /** Runs a command in it, and returns what it says. */
    String run(String... words) {
        return run(command(words), List.of());
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(List.of(words));
        return command;
    }

    /**
     * Runs a command of the system.
     *
     * @param input its standard input
     * @return what it says
     * @throws ClusterException with what it said, if it failed
     */
    static String run(List<String> command, List<String> input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(String.join("\n", input).getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ClusterException("the network of the local cluster: '%s' was refused: %s"
                        .formatted(
                                String.join(" ", input.isEmpty() ? command : input),
                                said.strip().replace("\n", "; ")));
            }
            return said;
        } catch (IOException e) {
            throw new ClusterException("the network of the local cluster: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while the network of the local cluster was changed", e);
        }
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            if (!holder.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (IOException e) {
            holder.destroyForcibly();
        } catch (InterruptedException e) {
            holder.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
