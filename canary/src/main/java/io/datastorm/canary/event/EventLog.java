package io.datastorm.canary.event;

import io.datastorm.generator.input.Credentials;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Tells events to who listens, and keeps the last {@value #MOST}. Secrets in them are hidden. Thread-safe. */
public final class EventLog {
    private static final int MOST = 200;

    private final Consumer<CanaryEvent> listener;
    private final Deque<CanaryEvent> last = new ArrayDeque<>();

    /**
     * A log.
     *
     * @param listener is told each event, one at a time, by whoever tells it: it must not wait
     */
    public EventLog(Consumer<CanaryEvent> listener) {
        this.listener = listener;
    }

    /** Something to know. */
    public void notice(CanaryEvent.Kind kind, String text) {
        add(kind, false, text);
    }

    /** Something that somebody should look at. */
    public void warning(CanaryEvent.Kind kind, String text) {
        add(kind, true, text);
    }

    private synchronized void add(CanaryEvent.Kind kind, boolean bad, String text) {
        String line = Credentials.masked(text).replaceAll("\\s*\\R\\s*", " ");
        CanaryEvent event = new CanaryEvent(Instant.now(), kind, bad, line);
        last.add(event);
        if (last.size() > MOST) {
            last.remove();
        }
        listener.accept(event);
    }

    /** The last events, the oldest first. */
    public synchronized List<CanaryEvent> last() {
        return List.copyOf(last);
    }
}
