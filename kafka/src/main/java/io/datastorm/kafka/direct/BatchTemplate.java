package io.datastorm.kafka.direct;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.StampColumn;
import io.datastorm.generator.stamp.Varint;
import io.datastorm.kafka.direct.wire.BatchFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of one full batch, encoded and framed, before they are stamped. A prefix of it is a batch of fewer records. Immutable and thread-safe.
 */
final class BatchTemplate {
    /** After a value come its record's headers: their number, which is 0. */
    private static final int AFTER_VALUE = 1;

    private final byte[] bytes;
    /** For each record: where it ends, where its value begins, where its timestamp's distance stands. */
    private final int[] ends;

    private final int[] values;
    private final int[] deltas;
    /** For each number of records: the bytes of their values. */
    private final long[] valueSums;
    /** What is refreshed in each record. */
    private final StampColumn[] columns;

    private BatchTemplate(RecordPool pool, int firstValue, byte[] bytes, Places places) {
        this.bytes = bytes;
        this.ends = Arrays.copyOf(places.ends, places.count);
        this.values = Arrays.copyOf(places.values, places.count);
        this.deltas = Arrays.copyOf(places.deltas, places.count);
        this.valueSums = new long[ends.length + 1];
        for (int i = 0; i < ends.length; i++) {
            valueSums[i + 1] = valueSums[i] + ends[i] - AFTER_VALUE - values[i];
        }
        this.columns = IntStream.range(0, pool.stamps().size())
                .mapToObj(slot -> column(pool, firstValue, slot))
                .toArray(StampColumn[]::new);
    }

    private StampColumn column(RecordPool pool, int firstValue, int slot) {
        int[] offsets = new int[ends.length];
        byte[] widths = new byte[ends.length];
        for (int i = 0; i < ends.length; i++) {
            int pooled = (firstValue + i) % pool.size();
            int offset = pool.slotOffset(pooled, slot);
            offsets[i] = offset < 0 ? StampColumn.ABSENT : values[i] + offset;
            widths[i] = pool.slotWidth(pooled, slot);
        }
        return new StampColumn(pool.stamps().get(slot), offsets, widths);
    }

    /** As many templates as it takes to hold every value of the pool, at least one; each goes on in the pool where the one before it ended. */
    static List<BatchTemplate> of(RecordPool pool, int batchBytes, TimestampDelta delta) {
        List<BatchTemplate> templates = new ArrayList<>();
        for (int covered = 0; covered < pool.size(); ) {
            BatchTemplate template = from(pool, covered % pool.size(), batchBytes, delta);
            templates.add(template);
            covered += template.count();
        }
        return templates;
    }

    private static BatchTemplate from(RecordPool pool, int firstValue, int batchBytes, TimestampDelta delta) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batchBytes);
        DataOutputStream out = new DataOutputStream(bytes);
        Places places = new Places();
        int end = 0;
        while (true) {
            int pooled = (firstValue + places.count) % pool.size();
            int size = BatchFormat.writeRecord(out, places.count, delta.first(), ByteBuffer.wrap(pool.value(pooled)));
            if (places.count > 0 && BatchFormat.HEADER_BYTES + end + size > batchBytes) {
                return new BatchTemplate(pool, firstValue, Arrays.copyOf(bytes.toByteArray(), end), places);
            }
            places.add(end, size, pool.length(pooled));
            end += size;
        }
    }

    /** Grows with the records. */
    private static final class Places {
        private int count;
        private int[] ends = new int[64];
        private int[] values = new int[64];
        private int[] deltas = new int[64];

        void add(int start, int size, int valueLength) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
                deltas = Arrays.copyOf(deltas, 2 * count);
            }
            ends[count] = start + size;
            values[count] = start + size - AFTER_VALUE - valueLength;
            // Before it stand the record's length and one byte of attributes.
            deltas[count] = start + lengthWidth(size) + 1;
            count++;
        }
    }

    /** A record begins with the length of what follows: the two together are its size. */
    private static int lengthWidth(int size) {
        int width = 1;
        while (Varint.width(size - width) > width) {
            width++;
        }
        return width;
    }

    /** Records of a full batch. */
    int count() {
        return ends.length;
    }

    /** Bytes of so many records. */
    int size(int records) {
        return records == 0 ? 0 : ends[records - 1];
    }

    /** Bytes of the largest record. */
    int largest() {
        int largest = 0;
        for (int i = 0; i < ends.length; i++) {
            largest = Math.max(largest, ends[i] - size(i));
        }
        return largest;
    }

    /** The encoded records. Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** How many records from this one on fit into so many bytes. */
    int fitting(int first, int most, int room) {
        int from = size(first);
        int last = first;
        while (last < first + most && ends[last] - from <= room) {
            last++;
        }
        return last - first;
    }

    /** Bytes of the values of the first records. */
    long valueBytes(int records) {
        return valueSums[records];
    }

    /**
     * Refreshes some records.
     *
     * @param copy holds a copy of the template from the run's base on
     * @param now the time, and the sequence of the first of them
     */
    void stamp(byte[] copy, StampColumn.Run run, Freshness now) {
        for (StampColumn column : columns) {
            column.write(copy, run, now);
        }
    }

    /** Sets the timestamps of some records. */
    void time(byte[] copy, StampColumn.Run run, int width, int delta) {
        for (int i = run.from(); i < run.to(); i++) {
            Varint.write(copy, deltas[i] - run.base(), width, delta);
        }
    }
}
