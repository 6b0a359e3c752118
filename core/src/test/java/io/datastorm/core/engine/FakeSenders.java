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

    FakeSenders(LongConsumer onRecord) {
        this.onRecord = onRecord;
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        return (sequence, count, intended, now) -> {
            for (int i = 0; i < count; i++) {
                onRecord.accept(sequence);
                stats.acknowledged(1, 10, now + 1000);
                stats.latency(1, intended, now, now + 1000);
            }
            return count;
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

    List<Duration> closed() {
        return closed;
    }
}
