package io.datastorm.kafka.direct;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.verify.journal.LaneId;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.OutgoingBatch;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.nio.ByteBuffer;

/** A batch from its first record to its outcome; then its memory is used for the next one. One thread at a time. */
final class Batch implements OutgoingBatch {
    /** Has no number in its lane yet. */
    static final int UNNUMBERED = -1;

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
    private int sequence;
    private long place;
    private boolean sent;
    private boolean maybeStored;
    private BrokerResponse trouble;

    /** Memory for batches of so many bytes. */
    Batch(int capacity) {
        this.buffer = ByteBuffer.allocateDirect(capacity);
    }

    /** Where its records come from; null before the first time. */
    BatchTemplate template() {
        return template;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /**
     * Begins anew.
     *
     * @param ofLane its worker and partition, as a {@link LaneId}
     * @param number of its first record in the lane
     */
    void begin(BatchTemplate from, int ofLane, long number, long nowNanos, long timestampBaseMillis) {
        template = from;
        lane = ofLane;
        firstInLane = number;
        count = 0;
        limit = from.count();
        firstNanos = nowNanos;
        baseMillis = timestampBaseMillis;
        lastMillis = timestampBaseMillis;
        sequence = UNNUMBERED;
        sent = false;
        maybeStored = false;
        trouble = null;
        times.clear();
    }

    /** It shall have no more than so many records; at first as many as the template has. */
    void limit(int records) {
        limit = records;
    }

    /** How many more records there is room for. */
    int room() {
        return limit - count;
    }

    /** The next records of the template are in. */
    void add(int records, SendTimes moment, long millis) {
        count += records;
        // The clock may be set back.
        lastMillis = Math.max(lastMillis, millis);
        for (int i = 0; i < records; i++) {
            times.add(moment.intendedNanos(i), moment.nowNanos());
        }
    }

    /** All are in: this buffer holds them up to the given end. */
    void seal(ByteBuffer packed, int packedEnd) {
        buffer = packed;
        end = packedEnd;
    }

    /** Makes room for so many bytes. */
    void reserve(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes);
        }
    }

    /** Writes the header, under this number. */
    void finish(BatchFormat format, ProducerIdentity identity, int number) {
        sequence = number;
        format.finish(buffer, end, new BatchFormat.BatchHeader(count, baseMillis, lastMillis, identity, number));
    }

    /** Its number was never accepted: it will get another one. */
    void unnumber() {
        sequence = UNNUMBERED;
        maybeStored = false;
    }

    void departs() {
        sent = true;
    }

    /** It is not known whether an attempt to send it succeeded. */
    void doubt() {
        maybeStored = true;
    }

    /** An attempt to send it failed. */
    void trouble(BrokerResponse response) {
        trouble = response;
    }

    /** The last trouble on its way, for people. */
    String trouble() {
        return trouble == null ? "" : "; before that " + trouble;
    }

    void acknowledged(WorkerStats stats, long nowNanos) {
        stats.acknowledged(count, template.valueBytes(count), nowNanos);
        times.tell(stats, nowNanos);
    }

    /** Its records will not be acknowledged. */
    void unanswered(WorkerStats stats, long nowNanos) {
        times.unanswered(stats, nowNanos);
    }

    /** Whether it is not known that it is not stored. */
    boolean maybeStored() {
        return maybeStored;
    }

    /** The number of its first record in the lane. */
    long firstInLane() {
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
    int lane() {
        return lane;
    }

    int count() {
        return count;
    }

    int size() {
        return end;
    }

    boolean full() {
        return count == limit;
    }

    /** Whether it has all records of its template. */
    boolean whole() {
        return count == template.count();
    }

    long firstNanos() {
        return firstNanos;
    }

    long baseMillis() {
        return baseMillis;
    }

    int sequence() {
        return sequence;
    }

    /** Where it stands among its lane's numbered batches. */
    long place() {
        return place;
    }

    void place(long index) {
        place = index;
    }

    boolean sent() {
        return sent;
    }
}
