package io.datastorm.kafka.producer;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.verify.stamp.ValueStamp;
import io.datastorm.generator.stamp.Varint;
import io.datastorm.kafka.producer.header.EncodedHeaders;
import io.datastorm.kafka.producer.header.FixedHeader;
import io.datastorm.kafka.producer.header.PlanHeaders;
import io.datastorm.kafka.producer.transaction.WorkerTransactions;
import io.datastorm.kafka.producer.value.PartitionChoice;
import io.datastorm.kafka.producer.value.PartitionCount;
import io.datastorm.kafka.producer.value.ReusedRecord;
import io.datastorm.kafka.producer.value.ReusedRecords;
import io.datastorm.kafka.producer.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Gives one worker's records stamps and partitions. A lane is a worker's records for one partition, so the partition
 * must be known before the record is sent, and is chosen here.
 *
 * <p>Belongs to the worker's thread; {@link #free} and what it only reads may be called by the acknowledging one.
 */
final class RecordStamper implements WorkerTransactions.Lanes {
    private static final int RING_CAPACITY = 1 << 20;

    private static final byte[] NONE = {};

    private final Plan plan;
    private final Topics topics;
    private final int worker;
    private final PartitionCount partitionCount;
    private final PartitionChoice choice;
    private final RecordStamp stamp;
    /** Null if values carry none. */
    private final ValueStamp valueStamp;

    private final FixedHeader header = new FixedHeader(RecordStamp.HEADER, RecordStamp.BYTES);
    private final PlanHeaders planHeaders;
    private final List<Header> headers;
    /** All headers of the plan before the stamp, encoded; the last of them may be the due time. */
    private final EncodedHeaders encodedHeaders;
    /** Likewise of the current record, which may have headers of its own. */
    private byte[] encoded;

    private final byte[] length = new byte[Integer.BYTES + 1];
    private final FreeRing<JournalCallback> free = new FreeRing<>(RING_CAPACITY);
    private final ReusedRecords records;

    private long[] sequences = {};
    /** Where the current transaction began. */
    private long[] marked = {};

    private int partition;
    private ReusedRecord current;
    private Long millis = 0L;
    /** What the stamp knows. */
    private Long stampedMillis;

    /**
     * What is to be proved.
     *
     * @param inValues whether values carry a stamp, too
     * @param acknowledging whether brokers acknowledge (acks is not 0)
     */
    record Plan(Stamping.Proof proof, boolean inValues, boolean acknowledging) {}

    /**
     * For one worker.
     *
     * @param partitionCount how many partitions there are
     * @param choice of the partition of each record
     * @param planHeaders of each record
     */
    RecordStamper(
            Plan plan, int worker, PartitionCount partitionCount, PartitionChoice choice, PlanHeaders planHeaders) {
        this.plan = plan;
        this.worker = worker;
        this.topics = plan.proof().heading().topics();
        this.partitionCount = partitionCount;
        this.choice = choice;
        this.stamp = new RecordStamp(plan.proof().heading());
        this.valueStamp = plan.inValues() ? new ValueStamp(plan.proof().heading()) : null;
        this.planHeaders = planHeaders;
        this.headers = new ArrayList<>(planHeaders.list());
        this.encodedHeaders = new EncodedHeaders(headers);
        // Readers look for the stamp at the end.
        headers.add(header);
        this.records = new ReusedRecords(headers);
    }

    /** The time of the records that follow, milliseconds since 1970. */
    void time(long nowMillis) {
        // Boxed once for all records of that time.
        if (nowMillis != millis) {
            millis = nowMillis;
        }
    }

    /**
     * The record with a partition and a stamp in place of one without.
     *
     * @param kind records with the same number have the same arrays for their keys and values, and share records;
     *     negative: see {@link Values}
     */
    ProducerRecord<byte[], byte[]> record(ProducerRecord<byte[], byte[]> plain, int kind) {
        int partitions = partitionCount.get();
        if (partitions > sequences.length) {
            sequences = Arrays.copyOf(sequences, partitions);
        }
        partition = choice.next(plain, millis, partitions);
        current = kind == Values.OTHER_HEADERS ? withItsHeaders(plain) : withPlanHeaders(plain, kind);
        Long its = plain.timestamp() == null ? millis : plain.timestamp();
        if (!its.equals(stampedMillis)) {
            stampedMillis = its;
            stamp.timestamp(its);
        }
        return current.at(topics, partition, partitionCount.boxed(topics.partition(partition)), its);
    }

    private ReusedRecord withPlanHeaders(ProducerRecord<byte[], byte[]> plain, int kind) {
        if (planHeaders.stamped()) {
            encodedHeaders.refresh();
        }
        encoded = encodedHeaders.bytes();
        return records.of(plain, kind);
    }

    private ReusedRecord withItsHeaders(ProducerRecord<byte[], byte[]> plain) {
        List<Header> own = new ArrayList<>(List.of(plain.headers().toArray()));
        encoded = new EncodedHeaders(own).bytes();
        own.add(header);
        return ReusedRecords.with(own, plain);
    }

    /** Stamps the record that was asked for last, now that its value is there. */
    JournalCallback prove(SendCallback sendCallback) {
        int lane = LaneId.of(worker, partition);
        if (planHeaders.timed()) {
            planHeaders.copyDue(encoded, encoded.length - DueStamp.BYTES);
        }
        byte[] key = current.key();
        byte[] value = current.value();
        if (valueStamp != null && value != null) {
            proveValue(value, lane);
        }
        // As the record is encoded: lengths before their bytes, and -1 for what is not there.
        stamp.content(length, 0, varint(key == null ? -1 : key.length));
        if (key != null) {
            stamp.more(key, 0, key.length);
        }
        stamp.more(length, 0, varint(value == null ? -1 : value.length));
        stamp.more(value == null ? NONE : value, 0, length(value));
        stamp.more(encoded, 0, encoded.length);
        stamp.write(header.value(), 0, lane, sequences[partition]);
        JournalCallback recycled = free.take();
        JournalCallback journalCallback = recycled == null ? new JournalCallback(this) : recycled;
        return journalCallback.of(lane, sequences[partition], sendCallback);
    }

    private void proveValue(byte[] value, int lane) {
        if (planHeaders.timed()) {
            valueStamp.due(encoded, encoded.length - DueStamp.BYTES);
        }
        int place = valueStamp.place(value, 0, value.length);
        if (place >= 0) {
            valueStamp.write(value, place, lane, sequences[partition]);
        }
    }

    private static int length(byte[] value) {
        return value == null ? 0 : value.length;
    }

    private int varint(int number) {
        int width = Varint.width(number);
        Varint.write(length, 0, width, number);
        return width;
    }

    /** It was taken by the producer. */
    void taken() {
        sequences[partition]++;
    }

    @Override
    public void begin() {
        if (marked.length < sequences.length) {
            marked = new long[sequences.length];
        }
        System.arraycopy(sequences, 0, marked, 0, sequences.length);
    }

    @Override
    public void end(TransactionOutcome outcome, int number) {
        for (int i = 0; i < sequences.length; i++) {
            long first = i < marked.length ? marked[i] : 0;
            if (sequences[i] > first) {
                journal().transaction(outcome, LaneId.of(worker, i), first, sequences[i] - first, number);
            }
        }
    }

    Journal journal() {
        return plan.proof().journal();
    }

    boolean acknowledging() {
        return plan.acknowledging();
    }

    void free(JournalCallback journalCallback) {
        free.give(journalCallback);
    }
}
