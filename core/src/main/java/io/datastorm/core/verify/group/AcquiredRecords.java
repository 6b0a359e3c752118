package io.datastorm.core.verify.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which member of a share group has which records, and whether one of them was with two members at once (KIP-932: an
 * acquired record is locked for its member until the member acknowledges it, or until the lock runs out). Memory grows
 * with the records that members have at a time. Thread-safe.
 */
public final class AcquiredRecords {
    private final Map<Integer, Map<Long, Holder>> partitions = new ConcurrentHashMap<>();
    private long twice;
    private long leastNanos = Long.MAX_VALUE;

    private record Holder(int member, long sinceNanos) {}

    /**
     * A poll has returned a record to a member: for the first time, or because the member has renewed it.
     *
     * @param nowNanos of a monotonic clock
     */
    public void take(int member, int partition, long offset, long nowNanos) {
        Map<Long, Holder> holders = holders(partition);
        Holder before;
        synchronized (holders) {
            before = holders.get(offset);
            if (before == null || before.member() != member) {
                holders.put(offset, new Holder(member, nowNanos));
            }
        }
        if (before != null && before.member() != member) {
            twice(nowNanos - before.sinceNanos());
        }
    }

    /** A member is about to renew a record: its lock begins anew. */
    public void renew(int member, int partition, long offset, long nowNanos) {
        Map<Long, Holder> holders = holders(partition);
        synchronized (holders) {
            holders.computeIfPresent(
                    offset, (same, holder) -> holder.member() == member ? new Holder(member, nowNanos) : holder);
        }
    }

    private Map<Long, Holder> holders(int partition) {
        return partitions.computeIfAbsent(partition, first -> new HashMap<>());
    }

    private synchronized void twice(long nanos) {
        twice++;
        leastNanos = Math.min(leastNanos, nanos);
    }

    /** A member is about to tell the cluster what became of a record. Another one that has it too keeps it. */
    public void end(int member, int partition, long offset) {
        Map<Long, Holder> holders = holders(partition);
        synchronized (holders) {
            holders.computeIfPresent(offset, (same, holder) -> holder.member() == member ? null : holder);
        }
    }

    /** How often a member got a record that another one still had. */
    public synchronized long twice() {
        return twice;
    }

    /** For how long, at least, the other one had had it then; empty if it did not happen. */
    public synchronized Optional<Duration> least() {
        return twice == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(leastNanos));
    }
}
