package io.datastorm.kafka.consume;

import io.datastorm.core.result.ConsumerResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which member of a group reads which partition, and the times in which not all of them were read: a rebalance begins
 * when a member loses a partition, and ends when records of all partitions have been asked for again and an answer
 * came. Thread-safe.
 */
final class Ownership {
    private static final double MILLIS = 1e6;
    private static final double SECOND = 1e9;
    private static final int NOBODY = -1;
    /** So many rebalances are told one by one. */
    private static final int MOST_TOLD = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int[] owners;
    private int[] ownersBefore;
    private boolean[] flowing;
    private int notFlowing;
    /** So many members have partitions when all of them have joined. */
    private final int owning;

    /** Partitions that were there at the beginning. */
    private final int first;

    private boolean ready;
    private boolean ended;
    private volatile boolean open;
    private long beganNanos;
    private int moved;
    private final AtomicInteger begun = new AtomicInteger();
    private int count;
    private final List<Rebalance> each = new ArrayList<>();
    private long totalNanos;
    private long longestNanos;

    /**
     * What rebalances have cost.
     *
     * @param count how many there were since all partitions were read for the first time
     * @param moved how often a partition went to another member
     */
    record Rebalances(int count, long totalNanos, long longestNanos, int moved) {}

    /** One rebalance. */
    record Rebalance(long beganNanos, long nanos) {}

    /**
     * Nobody reads yet.
     *
     * @param members that have partitions when each member has its part
     */
    Ownership(int partitions, int members) {
        owning = members;
        first = partitions;
        owners = new int[partitions];
        Arrays.fill(owners, NOBODY);
        ownersBefore = owners.clone();
        flowing = new boolean[partitions];
        notFlowing = partitions;
    }

    /** Whether a partition was there at the beginning. */
    boolean old(int partition) {
        return partition < first;
    }

    /** A member has got a partition; records do not flow yet. */
    void assigned(int member, int partition, long nowNanos) {
        lock.lock();
        try {
            grow(partition, nowNanos);
            stop(partition, nowNanos);
            if (ready && ownersBefore[partition] != NOBODY && ownersBefore[partition] != member) {
                moved++;
            }
            owners[partition] = member;
            ownersBefore[partition] = member;
        } finally {
            lock.unlock();
        }
    }

    /** A member has lost a partition. */
    void revoked(int member, int partition, long nowNanos) {
        lock.lock();
        try {
            // Another one may have it already.
            if (partition < owners.length && owners[partition] == member) {
                owners[partition] = NOBODY;
                stop(partition, nowNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** An answer has come for a partition of a member. */
    void flows(int member, int partition, long nowNanos) {
        lock.lock();
        try {
            if (owners[partition] != member || flowing[partition]) {
                return;
            }
            flowing[partition] = true;
            notFlowing--;
            if (notFlowing == 0) {
                complete(nowNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void complete(long nowNanos) {
        if (ready && !ended) {
            took(nowNanos);
        }
        ready |= owners() >= owning;
        changed.signalAll();
    }

    private long owners() {
        return Arrays.stream(owners).filter(owner -> owner != NOBODY).distinct().count();
    }

    private void took(long nowNanos) {
        long nanos = nowNanos - beganNanos;
        count++;
        totalNanos += nanos;
        longestNanos = Math.max(longestNanos, nanos);
        if (each.size() < MOST_TOLD) {
            each.add(new Rebalance(beganNanos, nanos));
        }
    }

    /** Not all partitions are read from now on. Under the lock. */
    private void began(long nowNanos) {
        beganNanos = nowNanos;
        if (ready && !ended) {
            begun.incrementAndGet();
        }
    }

    private void stop(int partition, long nowNanos) {
        if (flowing[partition]) {
            flowing[partition] = false;
            if (notFlowing == 0) {
                began(nowNanos);
            }
            notFlowing++;
        }
    }

    /** A partition that is new is not read yet. */
    private void grow(int partition, long nowNanos) {
        int before = owners.length;
        if (partition < before) {
            return;
        }
        owners = Arrays.copyOf(owners, partition + 1);
        ownersBefore = Arrays.copyOf(ownersBefore, partition + 1);
        Arrays.fill(owners, before, partition + 1, NOBODY);
        Arrays.fill(ownersBefore, before, partition + 1, NOBODY);
        flowing = Arrays.copyOf(flowing, partition + 1);
        if (notFlowing == 0) {
            began(nowNanos);
        }
        notFlowing += partition + 1 - before;
    }

    /** Waits until all partitions are read for the first time; false if they are not in time. */
    boolean awaitReady(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!ready && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ready;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all partitions are read; false if they are not in time. */
    boolean awaitFlowing(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (notFlowing > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return notFlowing == 0;
        } finally {
            lock.unlock();
        }
    }

    /** From now on members read what they have; before that nothing is to be read. */
    void open() {
        open = true;
    }

    /** Whether members may read. */
    boolean isOpen() {
        return open;
    }

    /** The members leave now: that is no rebalance. */
    void end(long nowNanos) {
        lock.lock();
        try {
            if (ready && !ended && notFlowing > 0) {
                took(nowNanos);
            }
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /** How many rebalances have begun. */
    int begun() {
        return begun.get();
    }

    /** The first rebalances, one by one. */
    List<Rebalance> each() {
        lock.lock();
        try {
            return List.copyOf(each);
        } finally {
            lock.unlock();
        }
    }

    /** As the result document has them; records flow since this time. */
    ConsumerResult.Rebalances result(long flowingNanos) {
        Rebalances all = rebalances();
        return new ConsumerResult.Rebalances(
                all.count(),
                all.totalNanos() / MILLIS,
                all.longestNanos() / MILLIS,
                all.moved(),
                each().stream()
                        .map(one -> new ConsumerResult.Rebalance(
                                (one.beganNanos() - flowingNanos) / SECOND, one.nanos() / MILLIS))
                        .toList());
    }

    Rebalances rebalances() {
        lock.lock();
        try {
            return new Rebalances(count, totalNanos, longestNanos, moved);
        } finally {
            lock.unlock();
        }
    }
}
