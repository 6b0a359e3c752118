package io.datastorm.canary.outcome;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Records from when they are due until it is known what became of them. Which records are due follows from the clock
 * alone: one that could not be sent is missed like any other, and nothing is left out because the sender was late. It
 * has a fixed size. Thread-safe; times are those of one monotonic clock.
 */
public final class OutstandingRecords {
    private static final int SPARE = 64;

    private static final byte SENT = 1;
    private static final byte ACKNOWLEDGED = 2;
    private static final byte READ = 4;
    private static final byte DECIDED = 8;
    private static final byte REFUSED = 16;

    private final double periodNanos;
    private final long deadlineNanos;
    private final long startNanos;
    private final RecordListener listener;
    private final UnreadRecords unread;

    private final byte[] states;
    private final int[] partitionOf;
    private final long[] offsets;
    private final long[] acknowledgedNanos;
    private final long[] readNanos;

    private int partitions;
    /** Records before it are past their deadline. */
    private long expired;
    /** Records before it are due. */
    private long opened;
    /** The next one to send. */
    private long unsent;
    /** Records before it were for a topic that is gone. */
    private long inTopic;

    /**
     * Begins with record 0, which is due at once.
     *
     * @param recordsPerSecond at which rate records are due
     * @param deadline by when a record must have been read, from when it was due
     * @param partitions over which records go in turn
     */
    public OutstandingRecords(
            double recordsPerSecond, Duration deadline, int partitions, long startNanos, RecordListener listener) {
        this.periodNanos = 1e9 / recordsPerSecond;
        this.deadlineNanos = deadline.toNanos();
        this.partitions = partitions;
        this.startNanos = startNanos;
        this.listener = listener;
        this.unread = new UnreadRecords(listener);
        int size = SPARE + (int) Math.ceil(2 * recordsPerSecond * deadlineNanos / 1e9);
        this.states = new byte[size];
        this.partitionOf = new int[size];
        this.offsets = new long[size];
        this.acknowledgedNanos = new long[size];
        this.readNanos = new long[size];
    }

    /** When a record is due. */
    public long dueNanos(long number) {
        return startNanos + Math.round(number * periodNanos);
    }

    /** From now on records go to so many partitions. */
    public synchronized void partitions(int count) {
        partitions = count;
    }

    /** To which partition a record that is due goes. */
    public synchronized int partition(long number) {
        return partitionOf[slot(number)];
    }

    /** The next record to send; empty if none is due. */
    public synchronized OptionalLong next(long nowNanos) {
        advance(nowNanos);
        unsent = Math.max(unsent, expired);
        return unsent < opened ? OptionalLong.of(unsent++) : OptionalLong.empty();
    }

    /** When the record behind all that are due is due. */
    public synchronized long nextDueNanos() {
        return dueNanos(opened);
    }

    /** The producer has taken it. */
    public synchronized void sent(long number) {
        if (open(number)) {
            states[slot(number)] |= SENT;
        }
    }

    /** The cluster has it at an offset. */
    public synchronized void acknowledged(long number, long offset, long nowNanos) {
        advance(nowNanos);
        if (open(number)) {
            int slot = slot(number);
            states[slot] |= ACKNOWLEDGED;
            offsets[slot] = offset;
            acknowledgedNanos[slot] = nowNanos;
            decideIfComplete(number, nowNanos);
        }
    }

    /** The producer has given it up. */
    public synchronized void failed(long number, long nowNanos) {
        advance(nowNanos);
        if (open(number) && (states[slot(number)] & DECIDED) == 0) {
            states[slot(number)] |= REFUSED;
            decide(number, nowNanos);
        }
    }

    /** The consumer has it. */
    public synchronized void read(long number, int partition, long offset, long nowNanos) {
        advance(nowNanos);
        if (number >= opened || number < 0) {
            return;
        }
        boolean again = unread.again(number, partition);
        unread.read(number, partition, offset, nowNanos);
        if (!open(number)) {
            if (!again) {
                listener.late(partition, Duration.ofNanos(nowNanos - dueNanos(number)));
            }
            return;
        }
        int slot = slot(number);
        if ((states[slot] & READ) != 0) {
            if (!again) {
                listener.duplicated(partition, offset);
            }
            return;
        }
        states[slot] |= READ;
        readNanos[slot] = nowNanos;
        decideIfComplete(number, nowNanos);
    }

    /** The consumer goes on at another offset than the one behind the last. */
    public synchronized void jumped(int partition, long offset, boolean backward) {
        unread.jumped(partition, offset, backward);
    }

    /** The topic was created anew: what was in the one before is gone. */
    public synchronized void topicIsNew() {
        inTopic = opened;
        unread.clear();
    }

    /** Decides what is past its deadline. */
    public synchronized void advance(long nowNanos) {
        while ((expired < opened && dueNanos(expired) + deadlineNanos <= nowNanos) || dueNanos(opened) <= nowNanos) {
            if (dueNanos(opened) <= nowNanos && opened - expired < states.length) {
                begin();
            } else {
                expire(nowNanos);
            }
        }
    }

    private void begin() {
        int slot = slot(opened);
        states[slot] = 0;
        partitionOf[slot] = (int) (opened % partitions);
        opened++;
    }

    private void expire(long nowNanos) {
        int slot = slot(expired);
        if ((states[slot] & DECIDED) == 0) {
            decide(expired, nowNanos);
        }
        if (expired >= inTopic && (states[slot] & (ACKNOWLEDGED | READ)) == ACKNOWLEDGED) {
            unread.add(expired, partitionOf[slot], offsets[slot], dueNanos(expired));
        }
        expired++;
    }

    private boolean open(long number) {
        return number >= expired && number < opened;
    }

    private int slot(long number) {
        return (int) (number % states.length);
    }

    private void decideIfComplete(long number, long nowNanos) {
        int complete = ACKNOWLEDGED | READ;
        if ((states[slot(number)] & (complete | DECIDED)) == complete) {
            decide(number, nowNanos);
        }
    }

    private void decide(long number, long nowNanos) {
        int slot = slot(number);
        byte state = states[slot];
        long due = dueNanos(number);
        states[slot] |= DECIDED;
        boolean acknowledged = (state & ACKNOWLEDGED) != 0;
        long response = acknowledged ? acknowledgedNanos[slot] - due : deadlineNanos;
        long endToEnd = acknowledged && (state & READ) != 0 ? readNanos[slot] - due : deadlineNanos;
        listener.decided(new Decision(partitionOf[slot], outcome(state), response, endToEnd), nowNanos);
    }

    private static Outcome outcome(byte state) {
        // The sender may tell that it has sent a record after everybody else.
        if ((state & ACKNOWLEDGED) != 0) {
            return (state & READ) == 0 ? Outcome.NOT_READ : Outcome.GOOD;
        }
        return (state & (SENT | REFUSED | READ)) == 0 ? Outcome.NOT_SENT : Outcome.NOT_ACKNOWLEDGED;
    }
}
