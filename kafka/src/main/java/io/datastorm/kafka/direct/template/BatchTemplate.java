package io.datastorm.kafka.direct.template;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.generator.dirt.InvalidBytes;
import io.datastorm.generator.header.HeaderTemplate;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.StampColumn;
import io.datastorm.generator.stamp.Varint;
import io.datastorm.kafka.direct.turn.BatchKeys;
import io.datastorm.kafka.wire.BatchFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records of one full batch, encoded and framed, before they are stamped. A prefix of it is a batch of fewer
 * records. Immutable and thread-safe.
 */
public final class BatchTemplate {
    private final byte[] bytes;
    /** For each record: where it ends, where its value begins, where its timestamp's distance stands. */
    private final int[] ends;

    private final int[] values;
    private final int[] deltas;
    /** Where keys begin that are drawn for each record; empty without. */
    private final int[] keys;
    /** For each number of records: the bytes of their values. */
    private final long[] valueSums;
    /** What is refreshed in each record. */
    private final StampColumn[] columns;

    /** Its records once more, compressed; made when they are first needed. */
    private volatile byte[] packed;
    /** For each record: where the stamp in its value belongs; negative: nowhere. Made when they are first needed. */
    private volatile int[] stampPlaces;

    private final int deltaWidth;

    private BatchTemplate(RecordPool pool, byte[] bytes, Places places, BatchTemplates.Framing framing) {
        this.bytes = bytes;
        this.deltaWidth = framing.delta().width();
        this.ends = Arrays.copyOf(places.ends, places.count);
        this.values = Arrays.copyOf(places.values, places.count);
        this.deltas = Arrays.copyOf(places.deltas, places.count);
        this.valueSums = new long[ends.length + 1];
        for (int i = 0; i < ends.length; i++) {
            valueSums[i + 1] = valueSums[i] + Math.max(0, pool.length(places.pooled[i]));
        }
        this.keys = pool.drawnKeys()
                .map(drawn -> keyPlaces(pool, places.pooled, drawn.width()))
                .orElse(new int[0]);
        Stream<StampColumn> ofValues =
                IntStream.range(0, pool.slots().size()).mapToObj(slot -> column(pool, places.pooled, slot));
        this.columns = Stream.concat(ofValues, headerColumns(framing)).toArray(StampColumn[]::new);
    }

    /** Between a key and its value stands the value's length. */
    private int[] keyPlaces(RecordPool pool, int[] pooled, int width) {
        return IntStream.range(0, ends.length)
                .map(i -> values[i] - Varint.width(pool.length(pooled[i])) - width)
                .toArray();
    }

    private StampColumn column(RecordPool pool, int[] pooled, int slot) {
        int[] offsets = new int[ends.length];
        byte[] widths = new byte[ends.length];
        for (int i = 0; i < ends.length; i++) {
            int offset = pool.slotOffset(pooled[i], slot);
            offsets[i] = offset < 0 ? StampColumn.ABSENT : values[i] + offset;
            widths[i] = pool.slotWidth(pooled[i], slot);
        }
        return new StampColumn(pool.slots().get(slot).stamp(), offsets, widths);
    }

    private Stream<StampColumn> headerColumns(BatchTemplates.Framing framing) {
        BatchFormat format = framing.format();
        return IntStream.range(0, framing.headers().size())
                .boxed()
                .flatMap(header -> framing.headers().get(header).places().stream()
                        .map(place -> column(place, format.headersBytes() - format.headerValue(header))));
    }

    /** Headers stand at the ends of records. */
    private StampColumn column(HeaderTemplate.Place place, int fromEnd) {
        byte[] widths = new byte[ends.length];
        Arrays.fill(widths, (byte) place.width());
        return new StampColumn(
                place.stamp(),
                Arrays.stream(ends).map(end -> end - fromEnd + place.offset()).toArray(),
                widths);
    }

    /**
     * As many templates as it takes to hold each of these values of the pool, at least one unless there are none; each
     * goes on where the one before it ended.
     */
    static List<BatchTemplate> of(RecordPool pool, int[] values, BatchTemplates.Framing framing) {
        List<BatchTemplate> templates = new ArrayList<>();
        for (int covered = 0; covered < values.length; ) {
            BatchTemplate template = from(pool, values, covered, framing);
            templates.add(template);
            covered += template.count();
        }
        return templates;
    }

    private static BatchTemplate from(RecordPool pool, int[] values, int first, BatchTemplates.Framing framing) {
        BatchFormat format = framing.format();
        byte[] blank = pool.drawnKeys().map(drawn -> drawn.key(0)).orElse(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(framing.batchBytes());
        DataOutputStream out = new DataOutputStream(bytes);
        Places places = new Places();
        int end = 0;
        while (true) {
            int pooled = values[(first + places.count) % values.length];
            byte[] key = blank == null ? pool.key(pooled) : blank;
            byte[] value = pool.value(pooled);
            int size = format.writeRecord(
                    out,
                    places.count,
                    framing.delta().first(),
                    key == null ? null : ByteBuffer.wrap(key),
                    value == null ? null : ByteBuffer.wrap(value));
            if (places.count > 0 && BatchFormat.HEADER_BYTES + end + size > framing.batchBytes()) {
                return new BatchTemplate(pool, Arrays.copyOf(bytes.toByteArray(), end), places, framing);
            }
            places.add(pooled, end, size, Math.max(0, pool.length(pooled)) + format.headersBytes());
            end += size;
        }
    }

    /** Grows with the records. */
    private static final class Places {
        private int count;
        private int[] pooled = new int[64];
        private int[] ends = new int[64];
        private int[] values = new int[64];
        private int[] deltas = new int[64];

        /** A record, and how many of its bytes are the value and what follows. */
        void add(int number, int start, int size, int fromValue) {
            if (count == ends.length) {
                pooled = Arrays.copyOf(pooled, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
                deltas = Arrays.copyOf(deltas, 2 * count);
            }
            pooled[count] = number;
            ends[count] = start + size;
            values[count] = start + size - fromValue;
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
    public int count() {
        return ends.length;
    }

    /** Bytes of so many records. */
    public int size(int records) {
        return records == 0 ? 0 : ends[records - 1];
    }

    /** The encoded records. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** All records as they stand in a batch: compressed, if the format compresses. Not to be changed. */
    public byte[] packed(BatchFormat format) {
        if (!format.compresses()) {
            return bytes;
        }
        if (packed == null) {
            BatchFormat.Packing packing = format.pack(ByteBuffer.allocate(bytes.length));
            packing.write(bytes, 0, bytes.length);
            ByteBuffer whole = packing.close();
            byte[] records = new byte[whole.position() - BatchFormat.HEADER_BYTES];
            whole.position(BatchFormat.HEADER_BYTES).get(records);
            packed = records;
        }
        return packed;
    }

    /** How many records from this one on fit into so many bytes. */
    public int fitting(int first, int most, int room) {
        int from = size(first);
        int last = first;
        while (last < first + most && ends[last] - from <= room) {
            last++;
        }
        return last - first;
    }

    /** Bytes of the values of the first records. */
    public long valueBytes(int records) {
        return valueSums[records];
    }

    /**
     * Refreshes some records.
     *
     * @param copy holds a copy of the template from the run's base on
     * @param now the time, and the sequence of the first of them
     */
    public void stamp(byte[] copy, StampColumn.Run run, Freshness now) {
        for (StampColumn column : columns) {
            column.write(copy, run, now);
        }
    }

    /** Writes the next keys of a partition into some records. */
    public void key(byte[] copy, StampColumn.Run run, BatchKeys drawn, int partition) {
        for (int i = run.from(); i < run.to(); i++) {
            drawn.write(partition, copy, keys[i] - run.base());
        }
    }

    /**
     * Writes the stamps that prove some records, when all else is written: they stand at their ends.
     *
     * @param stamp knows their timestamp
     * @param sequence of the first of them in its lane
     */
    public void prove(byte[] copy, StampColumn.Run run, RecordStamp stamp, int queue, long sequence) {
        for (int i = run.from(); i < run.to(); i++) {
            // Behind the timestamp stands the record's number in its batch, and then what the stamp covers.
            int content = deltas[i] + deltaWidth + Varint.width(i) - run.base();
            int end = ends[i] - run.base();
            stamp.content(copy, content, end - RecordStamp.COST_BYTES - content);
            stamp.write(copy, end - RecordStamp.BYTES, queue, sequence + i - run.from());
        }
    }

    /**
     * Writes the stamps in the values of some records, when it is written when they were due.
     *
     * @param sequence of the first of them in its lane
     */
    public void proveValues(byte[] copy, StampColumn.Run run, ValuePlace place, int lane, long sequence) {
        int[] places = stampPlaces(place);
        for (int i = run.from(); i < run.to(); i++) {
            if (places[i] >= 0) {
                place.copyDue(copy, ends[i] - run.base());
                place.stamp().write(copy, places[i] - run.base(), lane, sequence + i - run.from());
            }
        }
    }

    private int[] stampPlaces(ValuePlace place) {
        if (stampPlaces == null) {
            stampPlaces = IntStream.range(0, count())
                    .map(i -> place.stamp().find(bytes, values[i], (int) (valueSums[i + 1] - valueSums[i])))
                    .toArray();
        }
        return stampPlaces;
    }

    /**
     * Writes when records were due.
     *
     * @param first the place of the first of them among those of the moment
     */
    public void due(DuePlace place, byte[] copy, StampColumn.Run run, SendTimes moment, int first) {
        for (int i = run.from(); i < run.to(); i++) {
            place.write(copy, ends[i] - run.base(), moment.intendedNanos(first + i - run.from()));
        }
    }

    /** Whether a record has no bytes of a value. */
    public boolean empty(int record) {
        return valueSums[record + 1] == valueSums[record];
    }

    /** Makes the value of one record undecodable. */
    public void invalidate(byte[] copy, StampColumn.Run run) {
        int record = run.from();
        InvalidBytes.write(copy, values[record] - run.base(), (int) (valueSums[record + 1] - valueSums[record]));
    }

    /** One record, stamped or not, to be sent once more. */
    public RecordCopy again(byte[] copy, StampColumn.Run run, long millis, long number) {
        int record = run.from();
        int content = deltas[record] + deltaWidth + Varint.width(record) - run.base();
        byte[] rest = Arrays.copyOfRange(copy, content, ends[record] - run.base());
        int valueAt = values[record] - run.base() - content;
        return new RecordCopy(rest, millis, valueAt, (int) (valueSums[record + 1] - valueSums[record]), number);
    }

    /** Sets the timestamps of some records. */
    public void time(byte[] copy, StampColumn.Run run, int width, int delta) {
        for (int i = run.from(); i < run.to(); i++) {
            Varint.write(copy, deltas[i] - run.base(), width, delta);
        }
    }
}
