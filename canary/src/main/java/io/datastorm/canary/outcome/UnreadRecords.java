package io.datastorm.canary.outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the consumer reads of each partition, and what it does not. A record that was acknowledged, and behind which it
 * has read on without a gap, is lost. Where it jumped, because records were too old or the log is another one, nothing
 * is judged, and what comes again is no duplicate. What is not read for long is forgotten. At most {@value #MOST} of
 * each partition are remembered. Not thread-safe.
 */
final class UnreadRecords {
    private static final int MOST = 1_000;
    /** Sooner than records are deleted as too old. */
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(5).toNanos();

    private final RecordListener listener;
    private final Map<Integer, Reading> partitions = new HashMap<>();

    /** A record that is missing. */
    private record Unread(long number, long offset, long dueNanos) {}

    /** What was read of a partition. */
    private static final class Reading {
        private final List<Unread> unread = new ArrayList<>();
        /** Since the last jump. */
        private long firstOffset = Long.MIN_VALUE;

        private long lastNumber = -1;
        private long lastOffset = -1;
        private long mostNumber = -1;
        /** Records up to this number may come again. */
        private long again = -1;

        boolean passed(Unread record) {
            return record.offset >= firstOffset && lastOffset > record.offset && lastNumber > record.number;
        }
    }

    UnreadRecords(RecordListener listener) {
        this.listener = listener;
    }

    private Reading of(int partition) {
        return partitions.computeIfAbsent(partition, first -> new Reading());
    }

    /** A record was acknowledged, and is not there by its deadline. */
    void add(long number, int partition, long offset, long dueNanos) {
        Reading reading = of(partition);
        Unread record = new Unread(number, offset, dueNanos);
        if (reading.passed(record)) {
            listener.lost(partition, offset);
        } else if (offset >= reading.firstOffset && reading.unread.size() < MOST) {
            reading.unread.add(record);
        }
    }

    /** The consumer goes on at another offset than the next one. */
    void jumped(int partition, long offset, boolean backward) {
        Reading reading = of(partition);
        reading.unread.removeIf(record -> backward || record.offset < offset);
        reading.firstOffset = offset;
        reading.lastOffset = -1;
        reading.lastNumber = -1;
        if (backward) {
            reading.again = reading.mostNumber;
        }
    }

    /** The consumer got a record. */
    void read(long number, int partition, long offset, long nowNanos) {
        Reading reading = of(partition);
        reading.lastNumber = number;
        reading.lastOffset = offset;
        reading.mostNumber = Math.max(reading.mostNumber, number);
        reading.unread.removeIf(record -> record.number == number || nowNanos - record.dueNanos > FORGOTTEN_NANOS);
        List<Unread> lost = reading.unread.stream().filter(reading::passed).toList();
        reading.unread.removeAll(lost);
        lost.forEach(record -> listener.lost(partition, record.offset));
    }

    /** Whether a record may have been read before, because the consumer jumped back. */
    boolean again(long number, int partition) {
        return number <= of(partition).again;
    }

    /** The log of each partition is another one. */
    void clear() {
        partitions.values().forEach(reading -> reading.unread.clear());
    }
}
