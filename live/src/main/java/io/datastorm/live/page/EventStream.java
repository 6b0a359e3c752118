package io.datastorm.live.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.datastorm.live.event.RunHistory;
import io.datastorm.live.server.WriteTimeout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The events of a run, for as long as it goes on: server-sent events (the HTML standard, section 9.2). Who comes again
 * says which one it got last. {@value #MOST} browsers can watch; the next one gets 503. Thread-safe.
 */
final class EventStream implements HttpHandler {
    static final int MOST = 32;

    /** Who reads slowly gets on, as long as so many come through in time. */
    private static final int AT_ONCE = 100;

    /** Without a word for so long, a connection may be taken for dead. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RunHistory history;
    private final WriteTimeout timeout;
    private final Semaphore places = new Semaphore(MOST);

    EventStream(RunHistory history, WriteTimeout timeout) {
        this.history = history;
        this.timeout = timeout;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            timeout.write(() -> exchange.sendResponseHeaders(200, 0));
            follow(exchange.getResponseBody(), last(exchange));
            timeout.write(exchange.getResponseBody()::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            exchange.close();
        }
    }

    /** Waits until all who watch have been told the end, for so long at most. */
    void awaitEnd(long seconds) throws InterruptedException {
        boolean unused = places.tryAcquire(MOST, seconds, TimeUnit.SECONDS);
    }

    private static long last(HttpExchange exchange) {
        try {
            return Long.parseLong(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        } catch (NumberFormatException e) {
            // It comes for the first time.
            return 0;
        }
    }

    private void follow(OutputStream out, long seen) throws IOException, InterruptedException {
        long last = seen;
        while (!history.endedAfter(last)) {
            List<RunHistory.Event> events = history.after(last, SILENCE_NANOS);
            write(out, events.subList(0, Math.min(events.size(), AT_ONCE)));
            for (int sent = AT_ONCE; sent < events.size(); sent += AT_ONCE) {
                write(out, events.subList(sent, Math.min(events.size(), sent + AT_ONCE)));
            }
            last = events.isEmpty() ? last : events.get(events.size() - 1).number();
        }
    }

    private void write(OutputStream out, List<RunHistory.Event> events) throws IOException {
        byte[] bytes = text(events).getBytes(StandardCharsets.UTF_8);
        timeout.write(() -> {
            out.write(bytes);
            out.flush();
        });
    }

    private static String text(List<RunHistory.Event> events) {
        StringBuilder text = new StringBuilder(": \n\n");
        for (RunHistory.Event event : events) {
            text.append("id: ")
                    .append(event.number())
                    .append("\ndata: ")
                    .append(event.json())
                    .append("\n\n");
        }
        return text.toString();
    }
}
