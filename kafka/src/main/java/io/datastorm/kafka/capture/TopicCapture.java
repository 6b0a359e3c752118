package io.datastorm.kafka.capture;

import io.datastorm.generator.capture.CaptureWriter;
import io.datastorm.generator.capture.CapturedHeader;
import io.datastorm.generator.capture.CapturedRecord;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Writes the records of a topic into a capture, in the order in which they are added. For one thread. */
public final class TopicCapture {
    private final CaptureWriter writer;
    private final RecordMask mask;
    private long records;
    private long firstMillis;
    private long lastMillis;

    /**
     * Into a capture, which stays open.
     *
     * @param mask of parts that nobody shall see
     */
    public TopicCapture(CaptureWriter writer, RecordMask mask) {
        this.writer = writer;
        this.mask = mask;
    }

    /**
     * Adds a record.
     *
     * @throws UncheckedIOException if it cannot be written
     * @throws InvalidInput if it cannot be masked
     */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        List<CapturedHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new CapturedHeader(header.key(), header.value()));
        }
        CapturedRecord captured =
                new CapturedRecord(record.partition(), record.timestamp(), record.key(), record.value(), headers);
        try {
            writer.write(masked(record, captured));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        firstMillis = records == 0 ? record.timestamp() : firstMillis;
        lastMillis = Math.max(lastMillis, record.timestamp());
        records++;
    }

    private CapturedRecord masked(ConsumerRecord<byte[], byte[]> record, CapturedRecord captured) {
        try {
            return mask.of(captured);
        } catch (IOException e) {
            throw new InvalidInput(
                    "topic %s, partition %d, offset %d".formatted(record.topic(), record.partition(), record.offset()),
                    "cannot be masked: " + e.getMessage());
        }
    }

    /** How many records there are. */
    public long records() {
        return records;
    }

    /** Milliseconds from the first to the last. */
    public long spanMillis() {
        return records == 0 ? 0 : lastMillis - firstMillis;
    }
}
