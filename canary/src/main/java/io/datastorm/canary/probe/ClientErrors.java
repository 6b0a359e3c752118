package io.datastorm.canary.probe;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import java.time.Duration;

/**
 * Tells once what is wrong with a client, and once that it works again: when nothing was wrong for a while.
 * Thread-safe.
 */
final class ClientErrors {
    private final String client;
    private final long quietNanos;
    private final EventLog log;
    private String told = "";
    private long lastNanos;

    /**
     * Of a client.
     *
     * @param quiet for so long nothing must be wrong
     */
    ClientErrors(String client, Duration quiet, EventLog log) {
        this.quietNanos = quiet.toNanos();
        this.client = client;
        this.log = log;
    }

    synchronized void tell(Exception error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        lastNanos = System.nanoTime();
        // Messages have times in them: the type tells whether it is something else.
        if (!told.equals(root.getClass().getName())) {
            told = root.getClass().getName();
            log.warning(Kind.CLIENT, client + ": " + message);
        }
    }

    /** It has done what it should. */
    synchronized void over() {
        if (!told.isEmpty() && System.nanoTime() - lastNanos > quietNanos) {
            told = "";
            log.notice(Kind.CLIENT, client + ": works again");
        }
    }
}
