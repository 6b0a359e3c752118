package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.Window;
import io.datastorm.core.pace.NanoClock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One cold thread that makes an {@link Snapshot} of each second, until it is stopped. */
public final class Sampler {
    private final NanoClock clock;
    private final SnapshotSource seconds;
    private final Thread thread;

    private volatile boolean stopped;
    private Throwable failure;

    /** Makes a sampler; {@link #start} starts it. */
    public Sampler(
            NanoClock clock, Window window, List<MeasuredStream> streams, UsageMeter usage, SnapshotListener listener) {
        this.clock = clock;
        this.seconds = new SnapshotSource(clock, window, streams, usage, listener);
        this.thread = new Thread(this::sample, "sampler");
        this.thread.setDaemon(true);
    }

    /** Starts sampling at this time. */
    public void start(long nowNanos) {
        seconds.begin(nowNanos);
        thread.start();
    }

    /** Ends sampling: the rest of the measured window becomes the last snapshot. Throws what the listener threw. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("the sampler failed: " + failure.getMessage(), failure);
        }
    }

    private void sample() {
        try {
            while (waitUntil(seconds.end())) {
                seconds.emit();
            }
            seconds.emitRest();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Returns false when sampling ended first. */
    private boolean waitUntil(long target) {
        while (!stopped) {
            long left = target - clock.nanos();
            if (left <= 0) {
                return true;
            }
            LockSupport.parkNanos(left);
        }
        return false;
    }
}
