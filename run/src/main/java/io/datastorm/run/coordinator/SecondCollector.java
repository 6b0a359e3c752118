package io.datastorm.run.coordinator;

import io.datastorm.core.measure.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the snapshots of one second together. A second is told when all agents that are still there have told theirs, or
 * when it has been waited for long enough; what comes later belongs to the run, and to no second. For one thread.
 */
final class SecondCollector {
    /** So long after the first agent the last one may tell the same second. */
    static final long PATIENCE_NANOS = 3_000_000_000L;

    private final Consumer<List<Snapshot>> listener;
    private final TreeMap<Long, Second> waiting = new TreeMap<>();
    private long toldUpTo = Long.MIN_VALUE;
    private long late;

    private static final class Second {
        private final long sinceNanos;
        private final TreeMap<Integer, Snapshot> snapshots = new TreeMap<>();

        Second(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    SecondCollector(Consumer<List<Snapshot>> listener) {
        this.listener = listener;
    }

    /** An agent has told a second; time is without outages of the control topic. */
    void add(Snapshot snapshot, long nowNanos) {
        boolean drain = snapshot.phase() == Snapshot.Phase.DRAIN;
        if (drain || snapshot.second() <= toldUpTo) {
            late += drain ? 0 : 1;
            listener.accept(List.of(snapshot.in(Snapshot.Phase.DRAIN)));
            return;
        }
        Second second = waiting.computeIfAbsent(snapshot.second(), unseen -> new Second(nowNanos));
        Snapshot twice = second.snapshots.putIfAbsent(snapshot.agent(), snapshot);
        if (twice != null) {
            // The warm-up became shorter, and its seconds got other numbers.
            listener.accept(List.of(snapshot.in(Snapshot.Phase.DRAIN)));
        }
    }

    /** Tells what is complete; {@code sending} are the agents that will still tell each second. */
    void tell(Set<Integer> sending, long nowNanos) {
        while (!waiting.isEmpty()) {
            Second first = waiting.firstEntry().getValue();
            boolean complete = first.snapshots.keySet().containsAll(sending);
            if (!complete && nowNanos - first.sinceNanos < PATIENCE_NANOS) {
                return;
            }
            toldUpTo = waiting.firstKey();
            waiting.pollFirstEntry();
            listener.accept(new ArrayList<>(first.snapshots.values()));
        }
    }

    /** How many snapshots came too late for their second. */
    long late() {
        return late;
    }
}
