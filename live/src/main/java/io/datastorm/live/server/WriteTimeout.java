package io.datastorm.live.server;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends answers that nobody reads. A thread that writes to a browser waits when the browser does not read; after
 * {@value #SECONDS} seconds it is interrupted, which closes the connection. Thread-safe.
 */
public final class WriteTimeout implements AutoCloseable {
    public static final int SECONDS = 10;

    private final Map<Thread, Long> writing = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "page-timeout");
        thread.setDaemon(true);
        return thread;
    });

    /** Something that is written. */
    public interface Writing {
        void write() throws IOException;
    }

    WriteTimeout() {
        var unused = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        writing.forEach((thread, since) -> {
            if (now - since > TimeUnit.SECONDS.toNanos(SECONDS)) {
                thread.interrupt();
            }
        });
    }

    /**
     * Writes, for so long at most.
     *
     * @throws IOException if the other side has gone, or did not read
     */
    public void write(Writing what) throws IOException {
        Thread own = Thread.currentThread();
        writing.put(own, System.nanoTime());
        try {
            what.write();
        } finally {
            writing.remove(own);
            // The next answer of this thread is for somebody else.
            boolean unused = Thread.interrupted();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
