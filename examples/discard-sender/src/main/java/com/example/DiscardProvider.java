package com.example;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import java.time.Duration;
import java.util.Optional;

/** {@code --sender discard}: acknowledges at once, and sends nothing. It shows what the generator itself can do. */
public final class DiscardProvider implements SenderProvider {
    @Override
    public String name() {
        return "discard";
    }

    @Override
    public Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping) {
        return new Discarding();
    }

    private static final class Discarding implements Senders {
        @Override
        public Sender open(int worker, WorkerStats stats) {
            return (sequence, due, now) -> discard(due, now, stats);
        }

        private static int discard(DueTimes due, long now, WorkerStats stats) {
            for (int i = 0; i < due.size(); i++) {
                stats.latency(1, due.nanos(i), now, System.nanoTime());
            }
            stats.acknowledged(due.size(), 0, System.nanoTime());
            return due.size();
        }

        @Override
        public SenderHealth health() {
            return SenderHealth.NONE;
        }

        @Override
        public void close(Duration patience) {}

        @Override
        public void hurry(Duration patience) {}
    }
}
