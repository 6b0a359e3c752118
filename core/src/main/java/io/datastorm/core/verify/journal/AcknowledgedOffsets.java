package io.datastorm.core.verify.journal;

import io.datastorm.core.verify.lane.LaneId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Which records of a partition were acknowledged at which offsets, in the order of the offsets. The entries lie outside
 * the heap (see {@link EntryFile}), because a long run of several workers has hundreds of millions of them.
 *
 * <p>A journal tells of offsets nearly in order: what another worker's acknowledgement has overtaken is moved to its
 * place, from the end. Filled by one thread; read by any number after that, each with a {@link Cursor} of its own.
 */
public final class AcknowledgedOffsets {
    private static final int LANE = 0;
    private static final int FIRST = 4;
    private static final int COUNT = 12;
    private static final int OFFSET = 20;

    private final EntryFile file;
    private int[] chunks = {};
    private long size;

    AcknowledgedOffsets(EntryFile file) {
        this.file = file;
    }

    /** Adds entries that are in the order of their offsets. */
    void addAll(List<Acknowledged> entries) {
        if (entries.isEmpty()) {
            return;
        }
        if (size == 0 || get(size - 1).offset() <= entries.get(0).offset()) {
            entries.forEach(this::append);
        } else {
            insert(entries);
        }
    }

    private void append(Acknowledged entry) {
        Acknowledged last = size == 0 ? null : get(size - 1);
        if (last != null && last.goesOn(entry)) {
            set(size - 1, last.plus(entry));
        } else {
            set(size++, entry);
        }
    }

    private void insert(List<Acknowledged> entries) {
        long from = size - 1;
        long to = size + entries.size() - 1;
        size = to + 1;
        for (int i = entries.size() - 1; i >= 0; to--) {
            Acknowledged held = from < 0 ? null : get(from);
            if (held != null && held.offset() > entries.get(i).offset()) {
                set(to, held);
                from--;
            } else {
                set(to, entries.get(i--));
            }
        }
    }

    private Acknowledged get(long index) {
        ByteBuffer chunk = file.chunk(chunks[file.chunkOf(index)]);
        int at = file.placeOf(index);
        return new Acknowledged(
                chunk.getInt(at + LANE),
                chunk.getLong(at + FIRST),
                chunk.getLong(at + COUNT),
                chunk.getLong(at + OFFSET));
    }

    private void set(long index, Acknowledged entry) {
        int number = file.chunkOf(index);
        while (number >= chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = file.allocate();
        }
        ByteBuffer chunk = file.chunk(chunks[number]);
        int at = file.placeOf(index);
        chunk.putInt(at + LANE, entry.lane());
        chunk.putLong(at + FIRST, entry.first());
        chunk.putLong(at + COUNT, entry.count());
        chunk.putLong(at + OFFSET, entry.offset());
    }

    /** How many entries: ranges of records, not records. */
    long size() {
        return size;
    }

    /** The lowest acknowledged offset; {@link Long#MAX_VALUE} if there is none. */
    public long lowest() {
        return size == 0 ? Long.MAX_VALUE : get(0).offset();
    }

    /** The offset after the highest acknowledged one; 0 if there is none. */
    public long end() {
        if (size == 0) {
            return 0;
        }
        Acknowledged last = get(size - 1);
        return last.offset() + last.count();
    }

    /** Goes through the entries, from the first one on. */
    public Cursor cursor() {
        return new Cursor();
    }

    /** One entry after the other, in the order of their offsets. Not thread-safe. */
    public final class Cursor {
        private long next;
        private int lane;
        private long first;
        private long count;
        private long offset;

        private Cursor() {}

        /** Moves to the next entry; false after the last. */
        public boolean next() {
            if (next >= size) {
                return false;
            }
            ByteBuffer chunk = file.chunk(chunks[file.chunkOf(next)]);
            int at = file.placeOf(next++);
            lane = chunk.getInt(at + LANE);
            first = chunk.getLong(at + FIRST);
            count = chunk.getLong(at + COUNT);
            offset = chunk.getLong(at + OFFSET);
            return true;
        }

        /** The lane, a {@link LaneId}. */
        public int lane() {
            return lane;
        }

        /** The first record's sequence in its lane. */
        public long first() {
            return first;
        }

        /** How many records. */
        public long count() {
            return count;
        }

        /** The first record's offset. */
        public long offset() {
            return offset;
        }
    }

    /**
     * Records of one lane that were acknowledged at consecutive offsets.
     *
     * @param lane a {@link LaneId}
     * @param first sequence of the first record
     * @param count how many records
     * @param offset of the first record
     */
    record Acknowledged(int lane, long first, long count, long offset) {
        /** Whether another one is its continuation. */
        boolean goesOn(Acknowledged next) {
            return lane == next.lane && first + count == next.first && offset + count == next.offset;
        }

        Acknowledged plus(Acknowledged next) {
            return new Acknowledged(lane, first, count + next.count, offset);
        }
    }
}
