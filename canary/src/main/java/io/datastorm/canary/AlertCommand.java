package io.datastorm.canary;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.figures.ObjectiveState;
import io.datastorm.core.command.ShellCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The user's command for violations: one at a time, each for a minute at most. It never holds up the canary.
 * Thread-safe.
 */
final class AlertCommand implements AutoCloseable {
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_WAITING = 16;

    private final CanaryPlan plan;
    private final EventLog log;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), AlertCommand::thread);

    AlertCommand(CanaryPlan plan, EventLog log) {
        this.plan = plan;
        this.log = log;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "canary-command");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs it; returns at once. */
    void run(ObjectiveState state, String value) {
        if (plan.onViolation().isEmpty()) {
            return;
        }
        Map<String, String> environment = Map.of(
                "DATASTORM_STATE", state.met() ? "met" : "violated",
                "DATASTORM_OBJECTIVE", state.objective().text(),
                "DATASTORM_VALUE", value,
                "DATASTORM_TOPIC", plan.probe().topic(),
                "BOOTSTRAP_SERVERS", plan.cluster());
        try {
            thread.execute(() -> run(environment));
        } catch (RejectedExecutionException e) {
            log.warning(Kind.COMMAND, "the command was not run: %d others wait".formatted(MOST_WAITING));
        }
    }

    private void run(Map<String, String> environment) {
        try {
            ShellCommand command = ShellCommand.start(plan.onViolation().orElseThrow(), environment);
            command.end(System.nanoTime() + MOST_NANOS);
            if (command.exitCode() == null) {
                log.warning(Kind.COMMAND, "the command did not end within a minute, and was stopped");
            } else if (command.exitCode() != 0) {
                log.warning(
                        Kind.COMMAND,
                        "the command ended with exit code %d: %s".formatted(command.exitCode(), command.output()));
            } else {
                log.notice(Kind.COMMAND, "the command was run (" + environment.get("DATASTORM_STATE") + ")");
            }
        } catch (IOException e) {
            log.warning(Kind.COMMAND, "the command cannot be run: " + e.getMessage());
        }
    }

    /** What waits is not run any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
