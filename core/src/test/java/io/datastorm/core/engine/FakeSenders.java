package io.datastorm.core.engine;

import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Senders that acknowledge at once, on the worker's thread. */
final class FakeSenders implements Senders {
    private final LongConsumer onRecord;
    private final List<Duration> closed = new CopyOnWriteArrayList<>();
    private final List<String> drainedBy = new CopyOnWriteArrayList<>();

    private final List<Long> idled = new CopyOnWriteArrayList<>();

    FakeSenders(LongConsumer onRecord) {
        this.onRecord = onRecord;
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        return new Sender() {
            @Override
            public int send(long sequence, DueTimes due, long now) {
                for (int i = 0; i < due.size(); i++) {
                    onRecord.accept(sequence);
                    stats.acknowledged(1, 10, now + 1000);
                    stats.latency(1, due.nanos(i), now, now + 1000);
                }
                return due.size();
            }

            @Override
            public void drain(BooleanSupplier over) {
                drainedBy.add(Thread.currentThread().getName());
            }

            @Override
            public void idle(long nanos) {
                idled.add(nanos);
                Sender.super.idle(nanos);
            }
        };
    }

    @Override
    public SenderHealth health() {
        return SenderHealth.NONE;
    }

    @Override
    public void close(Duration patience) {
        closed.add(patience);
    }

    @Override
    public void hurry(Duration patience) {}

    /** How long workers had nothing to do, each time. */
    List<Long> idled() {
        return idled;
    }

    /** The threads that ended a sender. */
    List<String> drainedBy() {
        return drainedBy;
    }

    List<Duration> closed() {
        return closed;
    }
}
