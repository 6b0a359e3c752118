package io.datastorm.cli.process;

import io.datastorm.core.machine.ResidentMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Somebody else's processes: a shell, and whatever it has started. Used by one thread; only {@link #kill} by any. */
public final class Client {
    private static final long GRACE_SECONDS = 5;

    private final Process shell;
    /**
     * All that were ever seen, with the CPU time that they had used by then: one that has ended tells nothing, and its
     * children are nobody's.
     */
    private final Map<ProcessHandle, Double> seen = new LinkedHashMap<>();

    Client(Process shell) {
        this.shell = shell;
    }

    private void look() {
        List<ProcessHandle> known = new ArrayList<>(seen.keySet());
        known.add(shell.toHandle());
        known.stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .forEach(handle -> seen.merge(
                        handle,
                        handle.info()
                                .totalCpuDuration()
                                .map(used -> used.toNanos() / 1e9)
                                .orElse(0.0),
                        Math::max));
    }

    /** Used so far by all of them. */
    double cpuSeconds() {
        look();
        return seen.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Held by all of them now. */
    long rssBytes() {
        return seen.keySet().stream()
                .mapToLong(handle -> ResidentMemory.bytes(handle.pid()))
                .sum();
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return shell.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Of the shell, once it has ended. */
    int exitCode() {
        return shell.exitValue();
    }

    /** Ends what is left of them, without asking. */
    void kill() {
        List<ProcessHandle> children = shell.descendants().toList();
        shell.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends all of them: asks first, and does not ask twice. */
    void end() throws InterruptedException {
        look();
        seen.keySet().forEach(ProcessHandle::destroy);
        if (!ended()) {
            look();
            seen.keySet().forEach(ProcessHandle::destroyForcibly);
            ended();
        }
    }

    /** Waits for all of them, as long as is decent. */
    private boolean ended() throws InterruptedException {
        CompletableFuture<?>[] ends =
                seen.keySet().stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
