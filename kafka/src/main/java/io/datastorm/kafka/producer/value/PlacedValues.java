package io.datastorm.kafka.producer.value;

import io.datastorm.core.topic.Topics;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.RecordTime;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Records with timestamps, topics or partitions that the producer does not choose. */
public final class PlacedValues implements Values {
    private final Values values;
    /** Null if the producer chooses. */
    private final RecordTime time;
    /** Null if the producer chooses. */
    private final PartitionChoice choice;

    private final Topics topics;
    private final PartitionCount count;
    private final ReusedRecords records;
    /** Many records have the same one. */
    private Long millis = 0L;

    /**
     * For one worker.
     *
     * @param time of those records that have none; empty: when they are sent
     * @param choice of their partitions; empty: that of the producer
     * @param topics of the stream
     * @param headers of all records that have none of their own
     */
    public PlacedValues(
            Values values,
            Optional<RecordTime> time,
            Optional<PartitionChoice> choice,
            Topics topics,
            PartitionCount count,
            List<Header> headers) {
        this.values = values;
        this.time = time.orElse(null);
        this.choice = choice.orElse(null);
        this.topics = topics;
        this.count = count;
        this.records = new ReusedRecords(headers);
    }

    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        ProducerRecord<byte[], byte[]> plain = values.next(now);
        ReusedRecord record = reused(plain);
        if (choice == null) {
            return record.at(timestamp(plain, now));
        }
        int number = choice.next(plain, now.epochMillis(), count.get());
        return record.at(topics, number, count.boxed(topics.partition(number)), timestamp(plain, now));
    }

    private ReusedRecord reused(ProducerRecord<byte[], byte[]> plain) {
        return kind() == OTHER_HEADERS ? ReusedRecords.with(plain.headers(), plain) : records.of(plain, kind());
    }

    private Long timestamp(ProducerRecord<byte[], byte[]> plain, Freshness now) {
        if (plain.timestamp() != null || time == null) {
            return plain.timestamp();
        }
        long its = Math.max(0, time.millis(now));
        if (its != millis) {
            millis = its;
        }
        return millis;
    }

    @Override
    public int kind() {
        return values.kind();
    }

    @Override
    public void skip() {
        values.skip();
    }

    @Override
    public DirtyRecord dirty() {
        return values.dirty();
    }
}
