package io.datastorm.kafka.direct.batch;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.RecordCopy;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.OutgoingBatch;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.nio.ByteBuffer;

/** A batch from its first record to its outcome; then its memory is used for the next one. One thread at a time. */
public final class Batch implements OutgoingBatch {
    /** Has no number in its lane yet. */
    public static final int UNNUMBERED = -1;

    private final BatchTimes times = new BatchTimes();
    private ByteBuffer buffer;
    private int end;

    private BatchTemplate template;
    private int lane;
    private long firstInLane;
    private int count;
    private int limit;
    private long firstNanos;
    private long baseMillis;
    private long lastMillis;
    private long addedMillis;
    private int sequence;
    private long place;
    private boolean sent;
    private boolean maybeStored;
    private BrokerResponse trouble;
    /** By how much values, and records, are larger than those of the template. */
    private long valueGrowth;

    private int growth;
    private final BatchDirt dirt = new BatchDirt();

    /** Memory for batches of so many bytes. */
    public Batch(int capacity) {
        this.buffer = ByteBuffer.allocateDirect(capacity);
    }

    /** Where its records come from; null before the first time. */
    public BatchTemplate template() {
        return template;
    }

    public ByteBuffer buffer() {
        return buffer;
    }

    /**
     * Begins anew.
     *
     * @param ofLane its worker and partition, as a {@link LaneId}
     * @param number of its first record in the lane
     */
    public void begin(BatchTemplate from, int ofLane, long number, long nowNanos, long timestampBaseMillis) {
        template = from;
        lane = ofLane;
        firstInLane = number;
        count = 0;
        limit = from.count();
        firstNanos = nowNanos;
        baseMillis = timestampBaseMillis;
        lastMillis = Long.MIN_VALUE;
        sequence = UNNUMBERED;
        sent = false;
        maybeStored = false;
        trouble = null;
        valueGrowth = 0;
        growth = 0;
        dirt.clear();
        times.clear();
    }

    /** It shall have no more than so many records; at first as many as the template has. */
    public void limit(int records) {
        limit = records;
    }

    /** How many more records there is room for. */
    public int room() {
        return limit - count;
    }

    /** The next records of the template are in. */
    public void add(int records, SendTimes moment, long millis) {
        if (records == 0) {
            return;
        }
        count += records;
        addedMillis = millis;
        // The clock may be set back.
        lastMillis = Math.max(lastMillis, millis);
        for (int i = 0; i < records; i++) {
            times.add(moment.intendedNanos(i), moment.nowNanos());
        }
    }

    /** The timestamp of the records that were added last. */
    public long lastAdded() {
        return addedMillis;
    }

    /**
     * Whether a record of so many bytes may stand in place of the template's next one. A batch takes one record,
     * whatever its size.
     */
    public boolean takes(int bytes) {
        boolean room = template.size(count) + growth + bytes <= template.size(template.count());
        return count == 0 || (count < template.count() && room);
    }

    /** A record is in that stands in place of the template's next one. */
    public void add(RecordCopy copy, int bytes, SendTimes moment) {
        growth += bytes - (template.size(count + 1) - template.size(count));
        valueGrowth += copy.valueBytes() - (template.valueBytes(count + 1) - template.valueBytes(count));
        add(1, moment, copy.millis());
        // An adaptive size may have been reached already.
        limit = Math.max(limit, count);
        while (limit > count && template.size(limit) + growth > template.size(template.count())) {
            limit--;
        }
    }

    /** The last record is wrong on purpose. */
    public void dirty(DirtyRecord record) {
        dirt.add(record, count - 1);
    }

    /** Tells where its records are stored that are wrong on purpose; −1 if it is not known. */
    public void tellDirty(WorkerStats stats, long offset) {
        dirt.tell(stats, partition(), offset);
    }

    /** All are in: this buffer holds them up to the given end. */
    public void seal(ByteBuffer packed, int packedEnd) {
        buffer = packed;
        end = packedEnd;
    }

    /** Makes room for so many bytes. */
    public void reserve(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes);
        }
    }

    /** Writes the header, under this number. */
    public void finish(BatchFormat format, ProducerIdentity identity, int number) {
        sequence = number;
        format.finish(buffer, end, new BatchFormat.BatchHeader(count, baseMillis, lastMillis, identity, number));
    }

    /** Its number was never accepted: it will get another one. */
    public void unnumber() {
        sequence = UNNUMBERED;
        maybeStored = false;
    }

    public void departs() {
        sent = true;
    }

    /** It is not known whether an attempt to send it succeeded. */
    public void doubt() {
        maybeStored = true;
    }

    /** An attempt to send it failed. */
    public void trouble(BrokerResponse response) {
        trouble = response;
    }

    /** The last trouble on its way, for people. */
    public String trouble() {
        return trouble == null ? "" : "; before that " + trouble;
    }

    public void acknowledged(WorkerStats stats, long nowNanos) {
        stats.acknowledged(count, template.valueBytes(count) + valueGrowth, nowNanos);
        times.tell(stats, nowNanos);
    }

    /** Its records will not be acknowledged. */
    public void unanswered(WorkerStats stats, long nowNanos) {
        times.unanswered(stats, nowNanos);
    }

    /** Whether it is not known that it is not stored. */
    public boolean maybeStored() {
        return maybeStored;
    }

    /** The number of its first record in the lane. */
    public long firstInLane() {
        return firstInLane;
    }

    @Override
    public int partition() {
        return LaneId.partition(lane);
    }

    @Override
    public ByteBuffer bytes() {
        return buffer;
    }

    /** Its worker and partition, as a {@link LaneId}. */
    public int lane() {
        return lane;
    }

    public int count() {
        return count;
    }

    public int size() {
        return end;
    }

    public boolean full() {
        return count == limit;
    }

    /** Whether it has all records of its template. */
    public boolean whole() {
        return count == template.count();
    }

    public long firstNanos() {
        return firstNanos;
    }

    public long baseMillis() {
        return baseMillis;
    }

    public int sequence() {
        return sequence;
    }

    /** Where it stands among its lane's numbered batches. */
    public long place() {
        return place;
    }

    public void place(long index) {
        place = index;
    }

    public boolean sent() {
        return sent;
    }
}
