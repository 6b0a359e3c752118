package io.datastorm.core.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Samples how many records are acknowledged, once in each step of an {@link AckSeries}, on a thread of its own. */
public final class AckSampler implements AutoCloseable {
    private final LongSupplier acknowledged;
    private final AckSeries series;
    private final Thread thread;
    private volatile boolean closed;

    /** Begins; {@code acknowledged} counts all records so far. */
    public AckSampler(LongSupplier acknowledged) {
        this.acknowledged = acknowledged;
        long origin = System.nanoTime();
        this.series = new AckSeries(origin);
        this.thread = new Thread(() -> sample(origin), "acknowledgements");
        thread.setDaemon(true);
        thread.start();
    }

    private void sample(long origin) {
        long before = 0;
        while (!closed) {
            long passed = (System.nanoTime() - origin) % AckSeries.STEP_NANOS;
            LockSupport.parkNanos(AckSeries.STEP_NANOS - passed);
            long now = acknowledged.getAsLong();
            series.add(System.nanoTime(), now - before);
            before = now;
        }
    }

    /** What was sampled so far. */
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
