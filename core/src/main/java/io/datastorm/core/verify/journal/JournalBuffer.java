package io.datastorm.core.verify.journal;

import io.datastorm.core.verify.lane.LaneId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the records of one worker since the last flush: threads of different workers do not wait for each
 * other. It grows by an entry for each range of records until it is taken away. Thread-safe.
 */
final class JournalBuffer {
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream(1 << 12);
    private final DataOutputStream entries = new DataOutputStream(payload);
    private final Map<Outcome, Long> told = new EnumMap<>(Outcome.class);
    /** By partition. */
    private Entry[] open = {};

    /** Records of one lane that may grow. */
    private static final class Entry {
        private Outcome outcome;
        private long first;
        private long count;
        private long offset;

        boolean goesOn(Outcome next, long nextFirst, long nextOffset) {
            long expected = offset == Journal.NO_OFFSET ? Journal.NO_OFFSET : offset + count;
            return count > 0 && outcome == next && first + count == nextFirst && expected == nextOffset;
        }
    }

    synchronized void add(Outcome outcome, int lane, long first, long count, long offset) {
        Entry entry = entry(LaneId.partition(lane));
        if (!entry.goesOn(outcome, first, offset)) {
            write(lane, entry);
            entry.outcome = outcome;
            entry.first = first;
            entry.count = 0;
            entry.offset = offset;
        }
        entry.count += count;
    }

    private Entry entry(int partition) {
        if (partition >= open.length) {
            open = Arrays.copyOf(open, partition + 1);
        }
        if (open[partition] == null) {
            open[partition] = new Entry();
        }
        return open[partition];
    }

    private void write(int lane, Entry entry) {
        if (entry.count == 0) {
            return;
        }
        write(entry.outcome.code(), lane, entry.first, entry.count, entry.offset);
        told.merge(entry.outcome, entry.count, Long::sum);
        entry.count = 0;
    }

    private void write(int code, int lane, long first, long count, long last) {
        try {
            entries.writeByte(code);
            entries.writeInt(lane);
            entries.writeLong(first);
            entries.writeLong(count);
            entries.writeLong(last);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not refuse", e);
        }
    }

    synchronized void transaction(TransactionOutcome outcome, int lane, long first, long count, int number) {
        write(outcome.code(), lane, first, count, number);
    }

    /** Takes the encoded entries away; those that may grow end here. */
    synchronized byte[] take(int worker) {
        for (int partition = 0; partition < open.length; partition++) {
            if (open[partition] != null) {
                write(LaneId.of(worker, partition), open[partition]);
            }
        }
        byte[] taken = payload.toByteArray();
        payload.reset();
        return taken;
    }

    /** How many records of an outcome were written. */
    synchronized long told(Outcome outcome) {
        return told.getOrDefault(outcome, 0L);
    }
}
