package io.datastorm.run.coordinator;

import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What local brokers used in each second of a run, however late agents tell theirs: after a fault many seconds may
 * arrive at once. For one thread.
 */
final class BrokerUsage {
    private static final long SECOND = 1_000_000_000L;

    private final Supplier<Usage> meter;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private long lastNanos;

    private record Reading(long nanos, Usage used) {}

    /** {@code meter} tells what was used since it was asked last; nothing counts before this time. */
    BrokerUsage(Supplier<Usage> meter, long nowNanos) {
        this.meter = meter;
        this.lastNanos = nowNanos;
    }

    /** Asks once in each second; seconds begin and end as one that begins at this time does. */
    void look(long now, long secondNanos) {
        long end = secondNanos + (Math.floorDiv(lastNanos - secondNanos, SECOND) + 1) * SECOND;
        if (now >= end) {
            lastNanos = now;
            readings.add(new Reading(now, meter.get()));
        }
    }

    /** Adds to what agents tell of a second what brokers used in it. The first second begins at this time. */
    List<Snapshot> addTo(List<Snapshot> snapshots, long fromNanos) {
        List<Snapshot> all = new ArrayList<>(snapshots);
        Snapshot first = all.get(0);
        if (first.phase() != Snapshot.Phase.DRAIN) {
            Usage used = until(fromNanos + first.second() * SECOND);
            all.set(0, first.with(first.usage().with(used.brokers(), used.links())));
        }
        return all;
    }

    /** What was used up to the end of a second, and was not told before. */
    Usage until(long endNanos) {
        Map<Integer, Usage.BrokerUse> brokers = new TreeMap<>();
        Map<String, Usage.LinkUse> links = new TreeMap<>();
        while (!readings.isEmpty() && readings.peek().nanos() - endNanos < SECOND / 2) {
            Usage used = readings.remove().used();
            used.brokers().forEach(each -> brokers.merge(each.id(), each, Usage.BrokerUse::then));
            used.links().forEach(each -> links.merge(each.name(), each, Usage.LinkUse::then));
        }
        List<Usage.BrokerUse> each = new ArrayList<>(brokers.values());
        return Usage.NONE.with(each, new ArrayList<>(links.values()));
    }
}
