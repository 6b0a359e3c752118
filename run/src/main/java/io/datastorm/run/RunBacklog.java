package io.datastorm.run;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.result.BacklogResult;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.consumer.Backlog;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.consume.StreamConsumers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Lets consumers read when the backlog is there, and watches how they drain it while producers go on. Seconds come from
 * one thread, the watch is another.
 */
final class RunBacklog implements AutoCloseable {
    private static final long LOOK_NANOS = 50_000_000;
    private static final double SECOND = 1e9;
    /** A group that keeps up is this far behind at least, because records are asked for and answered. */
    private static final long KEEPING_UP = 1000;

    private final Backlog plan;
    private final String stream;
    private final StreamConsumers consumers;
    private final Window window;
    private final Thread thread;
    private final Histogram before = new Histogram(3);
    private final Histogram during = new Histogram(3);
    private final Histogram after = new Histogram(3);
    private long bytesBefore;
    private final AtomicLong filledBytes = new AtomicLong();
    private volatile long lastSecondRecords;
    private volatile long openedNanos;
    private volatile long drainedNanos;
    private volatile long backlogRecords;
    private volatile long drainedRecords;
    private volatile boolean stopped;

    RunBacklog(Backlog plan, String stream, StreamConsumers consumers, Window window) {
        this.plan = plan;
        this.stream = stream;
        this.consumers = consumers;
        this.window = window;
        this.thread = new Thread(this::watch, "backlog");
        this.thread.setDaemon(true);
    }

    /** Records flow from now on. */
    void start() {
        thread.start();
    }

    /**
     * A second has passed.
     *
     * @param snapshots of which it was made
     */
    void second(RecordedSecond second, List<Snapshot> snapshots) {
        List<Counts> counts = snapshots.stream()
                .flatMap(snapshot -> snapshot.streams().stream())
                .filter(part -> part.stream().equals(stream))
                .map(StreamSnapshot::counts)
                .toList();
        long valueBytes = counts.stream()
                .mapToLong(each -> each.sent().acknowledgedBytes())
                .sum();
        if (openedNanos == 0) {
            bytesBefore += valueBytes;
        }
        if (second.interval() == null || !second.interval().measured()) {
            return;
        }
        filledBytes.addAndGet(valueBytes);
        lastSecondRecords =
                counts.stream().mapToLong(each -> each.sent().acknowledged()).sum();
        phase().add(second.latencies().response());
    }

    private Histogram phase() {
        if (openedNanos == 0) {
            return before;
        }
        return drainedNanos == 0 ? during : after;
    }

    private void watch() {
        try {
            await(this::filled);
            if (stopped) {
                return;
            }
            backlogRecords = asked(consumers::lag);
            openedNanos = System.nanoTime();
        } finally {
            consumers.open();
        }
        await(() -> asked(consumers::lag) <= Math.max(KEEPING_UP, lastSecondRecords));
        if (!stopped) {
            drainedRecords = consumers.records();
            drainedNanos = System.nanoTime();
        }
    }

    private void await(BooleanSupplier condition) {
        while (!stopped && !condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean filled() {
        if (plan.existing()) {
            return true;
        }
        long from = window.fromNanos();
        boolean begun = from != Long.MAX_VALUE && System.nanoTime() - from >= 0;
        return begun
                && plan.time()
                        .map(Duration::toNanos)
                        .map(time -> System.nanoTime() - from >= time)
                        .orElse(true)
                && plan.size()
                        .map(DataSize::bytes)
                        .map(size -> filledBytes.get() >= size)
                        .orElse(true);
    }

    /** What a cluster does not tell is more than anything. */
    private static long asked(LongSupplier lag) {
        try {
            return lag.getAsLong();
        } catch (AccessException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Everything was sent: consumers read in any case. */
    @Override
    public void close() {
        stopped = true;
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it took; null if consumers have not begun to read. */
    BacklogResult result() {
        if (openedNanos == 0) {
            return null;
        }
        boolean drained = drainedNanos != 0;
        Double seconds = drained ? (Double) ((drainedNanos - openedNanos) / SECOND) : null;
        return new BacklogResult(
                plan.existing() ? null : (Long) bytesBefore,
                backlogRecords == Long.MAX_VALUE ? null : (Long) backlogRecords,
                Math.max(0, (openedNanos - window.fromNanos()) / SECOND),
                seconds,
                drained ? (Double) (drainedRecords / seconds) : null,
                millis(before, 50),
                millis(during, 50),
                millis(after, 50),
                millis(before, 99),
                millis(during, 99),
                millis(after, 99));
    }

    private static Double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? null : (Double) (histogram.getValueAtPercentile(percentile) / 1e6);
    }
}
