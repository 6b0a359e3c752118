package io.datastorm.core.engine;

import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Senders that acknowledge at once, on the worker's thread. */
final class FakeSenders implements Senders {
    private final LongConsumer onRecord;
    private final List<Duration> closed = new CopyOnWriteArrayList<>();

    private final List<Long> idled = new CopyOnWriteArrayList<>();

    FakeSenders(LongConsumer onRecord) {
        this.onRecord = onRecord;
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        return new Sender() {
            @Override
            public int send(long sequence, int count, long intended, long now) {
                for (int i = 0; i < count; i++) {
                    onRecord.accept(sequence);
                    stats.acknowledged(1, 10, now + 1000);
                    stats.latency(1, intended, now, now + 1000);
                }
                return count;
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

    List<Duration> closed() {
        return closed;
    }
}
