package io.datastorm.core.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Looks at each step of an {@link AckSeries} how many records were acknowledged in it, on a thread of its own. */
public final class AckWatch implements AutoCloseable {
    private final LongSupplier acknowledged;
    private final AckSeries series;
    private final Thread thread;
    private volatile boolean closed;

    /** Begins to look; {@code acknowledged} counts all records so far. */
    public AckWatch(LongSupplier acknowledged) {
        this.acknowledged = acknowledged;
        long origin = System.nanoTime();
        this.series = new AckSeries(origin);
        this.thread = new Thread(() -> look(origin), "acknowledgements");
        thread.setDaemon(true);
        thread.start();
    }

    private void look(long origin) {
        long before = 0;
        while (!closed) {
            long passed = (System.nanoTime() - origin) % AckSeries.STEP_NANOS;
            LockSupport.parkNanos(AckSeries.STEP_NANOS - passed);
            long now = acknowledged.getAsLong();
            series.add(System.nanoTime(), now - before);
            before = now;
        }
    }

    /** What was seen so far. */
    public AckSeries series() {
        return series;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
