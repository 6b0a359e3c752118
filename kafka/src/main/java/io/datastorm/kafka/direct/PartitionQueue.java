package io.datastorm.kafka.direct;

import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.common.Node;

/**
 * One worker's batches for one partition, in their order.
 *
 * <p>What keeps the order, and with idempotence each record single:
 *
 * <ul>
 *   <li>Batches leave in order. When one comes back, nothing leaves until all that are in flight have come back or
 *       arrived; then those that came back go first, in their order, with the same bytes.
 *   <li>All that are in flight are with one broker: a new leader gets nothing before the old one has answered or its
 *       connection is closed.
 *   <li>What begins, or begins again after something came back, goes alone until a broker has accepted it. A broker
 *       that knows nothing of a producer takes any number as its first: had it refused the one before because it did
 *       not lead yet, that one would never be taken again (KAFKA-15591; brokers before 4.5).
 *   <li>A number that a broker may have seen is never given to other records. Only when nothing is in flight, and after
 *       a gap that we know of, does the lane begin again in the next epoch of the producer id.
 * </ul>
 *
 * Not thread-safe.
 */
final class PartitionQueue {
    private final int id;
    private final DispatchRules rules;
    private final boolean idempotent;
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private final Deque<Batch> underway = new ArrayDeque<>();
    private final Deque<Batch> returned = new ArrayDeque<>();
    private Node broker;
    private ProducerIdentity identity = ProducerIdentity.NONE;
    private int nextSequence;
    private long nextPlace;
    private long records;
    /**
     * Places of numbered batches that are not stored, or may not be: the numbers behind them may be refused. Until one
     * behind them is accepted.
     */
    private final NavigableSet<Long> gaps = new TreeSet<>();

    /** Whether a broker has accepted a batch since the lane began, or began again. */
    private boolean accepted;
    /** Of the last record that is stored, as far as known; −1 before the first. */
    private long lastOffset = -1;

    private int attempts;
    private long notBeforeNanos;

    /** For a lane, given as a {@link LaneId}. */
    PartitionQueue(int id, DispatchRules rules) {
        this.id = id;
        this.rules = rules;
        this.idempotent = rules.idempotent();
    }

    /** Its worker and partition, as a {@link LaneId}. */
    int id() {
        return id;
    }

    int partition() {
        return LaneId.partition(id);
    }

    /** How many records joined so far. */
    long records() {
        return records;
    }

    /** A sealed batch joins the queue. */
    void join(Batch batch) {
        waiting.addLast(batch);
        records += batch.count();
    }

    /** The next to leave; null if there is none. */
    Batch head() {
        return waiting.peekFirst();
    }

    /** Whether all goes well: nothing came back, nothing piles up. */
    boolean flowing() {
        return returned.isEmpty() && attempts == 0 && waiting.size() < 2;
    }

    /** Whether the next batch may leave to this broker now. */
    boolean mayLeave(Node leader, long nowNanos) {
        return returned.isEmpty()
                && nowNanos - notBeforeNanos >= 0
                && (underway.isEmpty() || (accepted && broker.id() == leader.id()))
                && identified();
    }

    /** Whether it can number its batches, or need not. */
    boolean identified() {
        return !idempotent || !identity.equals(ProducerIdentity.NONE);
    }

    void identify(ProducerIdentity fresh) {
        identity = fresh;
        nextSequence = 0;
        accepted = false;
        gaps.clear();
    }

    /** The next batch leaves. */
    Batch leave(Node leader, BatchFormat format) {
        Batch batch = waiting.removeFirst();
        broker = leader;
        underway.addLast(batch);
        if (!batch.sent() || (idempotent && batch.sequence() == Batch.UNNUMBERED)) {
            batch.finish(format, identity, idempotent ? nextSequence : Batch.UNNUMBERED);
            batch.place(nextPlace++);
            // After 2³¹ − 1 comes 0.
            nextSequence = (nextSequence + batch.count()) & Integer.MAX_VALUE;
        }
        batch.departs();
        return batch;
    }

    /** It arrived, at an offset if the broker says where. */
    void stored(Batch batch, long offset, long nowNanos) {
        underway.remove(batch);
        attempts = 0;
        accepted = true;
        if (offset >= 0) {
            lastOffset = offset + batch.count() - 1;
        }
        if (!gaps.isEmpty()) {
            gaps.headSet(batch.place()).clear();
        }
        resume(nowNanos);
    }

    /** It will never arrive. */
    void failed(Batch batch, long nowNanos) {
        underway.remove(batch);
        leaveGap(batch);
        resume(nowNanos);
    }

    /** Whether a log that begins there holds nothing any more of what this lane has stored. */
    boolean removed(long logStart) {
        return lastOffset >= 0 && logStart > lastOffset;
    }

    /** It came back and is to be sent again. */
    void giveBack(Batch batch, long nowNanos) {
        underway.remove(batch);
        returned.addLast(batch);
        resume(nowNanos);
    }

    /**
     * Whether this batch is the oldest without an outcome: then nothing before it can be the reason why its number was
     * refused.
     */
    boolean oldest(Batch batch) {
        return underway.peekFirst() == batch && returned.isEmpty();
    }

    /** Whether a batch before it may be missing in the log, because we gave it up. */
    boolean behindGap(Batch batch) {
        return gaps.lower(batch.place()) != null;
    }

    private void leaveGap(Batch batch) {
        if (idempotent && batch.sequence() != Batch.UNNUMBERED) {
            gaps.add(batch.place());
        }
    }

    /**
     * Its number was refused because of a gap: it and all behind it get new numbers in the next epoch. They are not
     * stored under the old ones; and what may still lie in the memory of a broker that hangs, or of the network, is
     * refused once the next epoch has arrived.
     */
    void renumber(Batch batch, long nowNanos) {
        batch.unnumber();
        giveBack(batch, nowNanos);
    }

    private void resume(long nowNanos) {
        if (!underway.isEmpty() || returned.isEmpty()) {
            return;
        }
        accepted = false;
        boolean renumbered = false;
        // Answers come in the order of the requests on one connection, so those that came back are in order too.
        while (!returned.isEmpty()) {
            Batch last = returned.removeLast();
            renumbered |= idempotent && last.sequence() == Batch.UNNUMBERED;
            waiting.addFirst(last);
        }
        if (renumbered) {
            waiting.forEach(Batch::unnumber);
            identify(identity.nextEpoch());
        }
        notBeforeNanos = nowNanos + rules.backoffNanos(attempts++);
    }

    /** The first in the queue is too old to be sent again. */
    Batch giveUp() {
        Batch batch = waiting.removeFirst();
        leaveGap(batch);
        return batch;
    }

    /** Everything without an outcome, at the end. */
    List<Batch> abandon() {
        // The connections are closed: what was in flight may or may not have arrived.
        underway.forEach(Batch::doubt);
        List<Batch> all = new ArrayList<>(underway);
        all.addAll(returned);
        all.addAll(waiting);
        underway.clear();
        returned.clear();
        waiting.clear();
        return all;
    }
}
