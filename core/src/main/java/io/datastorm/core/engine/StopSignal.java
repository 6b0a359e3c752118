package io.datastorm.core.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** The request to end a run early: the first reason stays, but who has seen enough may still interrupt. Thread-safe. */
public final class StopSignal implements BooleanSupplier {
    private final AtomicReference<Request> request = new AtomicReference<>();
    private volatile boolean stopped;

    /** Why a run ends before its time. */
    public enum Reason {
        /** The user asked. */
        INTERRUPTED(Duration.ofSeconds(10)),
        /** Whoever watches the run has seen enough: answers are awaited as long as a producer waits for them. */
        ENOUGH(Duration.ofMinutes(2)),
        /** A figure was what it must not be. */
        THRESHOLD(Duration.ofSeconds(10)),
        /** A worker ended with an exception. */
        WORKER_FAILED(Duration.ofSeconds(10)),
        /** A local broker died. */
        BROKER_DIED(Duration.ofSeconds(2)),
        /** A process of the run is gone. */
        AGENT_LOST(Duration.ofSeconds(2)),
        /** Nobody would hear what became of records any more. */
        COORDINATOR_LOST(Duration.ofSeconds(2)),
        /** What was asked for turned out to be impossible. */
        IMPOSSIBLE(Duration.ofSeconds(10)),
        /** The result could not be saved any more. */
        OUTPUT_FAILED(Duration.ofSeconds(10)),
        /** The disk's reserve was reached. */
        DISK_FULL(Duration.ofSeconds(10));

        private final Duration patience;

        Reason(Duration patience) {
            this.patience = patience;
        }

        /** Whether somebody wanted it, and nothing is wrong. */
        public boolean byUser() {
            return this == INTERRUPTED || this == ENOUGH;
        }

        /** How long answers are still awaited: a dead broker gives none. */
        public Duration patience() {
            return patience;
        }
    }

    /** A reason and its words. */
    public record Request(Reason reason, String message) {}

    /** Asks the run to end. */
    public void request(Reason reason, String message) {
        Request next = new Request(reason, message);
        request.updateAndGet(first ->
                first == null || (first.reason() == Reason.ENOUGH && reason == Reason.INTERRUPTED) ? next : first);
        stopped = true;
    }

    /** Whether the run shall end. */
    @Override
    public boolean getAsBoolean() {
        return stopped;
    }

    /** The first request, or null. */
    public Request request() {
        return request.get();
    }
}
