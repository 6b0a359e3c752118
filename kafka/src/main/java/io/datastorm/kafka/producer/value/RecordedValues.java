package io.datastorm.kafka.producer.value;

import io.datastorm.core.engine.Recording;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.generator.capture.CaptureReader;
import io.datastorm.generator.capture.CapturedHeader;
import io.datastorm.generator.capture.CapturedRecord;
import io.datastorm.generator.stamp.Freshness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The captured records of a worker, as they are: keys, values, and headers before those of the plan. */
public final class RecordedValues implements Values {
    /** Those of an earlier run would not prove anything now. */
    private static final Set<String> OF_RUNS = Set.of(RecordStamp.HEADER, DueStamp.HEADER);

    private final CaptureReader reader;
    private final String topic;
    private final List<Header> headers;
    /** It is read when the one before it is taken. */
    private CapturedRecord next;

    private record Own(CapturedHeader header) implements Header {
        @Override
        public String key() {
            return header.name();
        }

        @Override
        public byte[] value() {
            return header.value();
        }
    }

    /** Opens the capture. */
    public RecordedValues(Recording recording, String topic, List<Header> headers, int worker, int workers) {
        try {
            this.reader = recording.file().records(worker, workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.topic = topic;
        this.headers = headers;
        this.next = read();
    }

    private CapturedRecord read() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        CapturedRecord record = next;
        next = read();
        return new ProducerRecord<>(topic, null, record.key(), record.value(), all(record));
    }

    private List<Header> all(CapturedRecord record) {
        if (record.headers().isEmpty()) {
            return headers;
        }
        List<Header> all = new ArrayList<>(record.headers().size() + headers.size());
        for (CapturedHeader header : record.headers()) {
            if (!OF_RUNS.contains(header.name())) {
                all.add(new Own(header));
            }
        }
        all.addAll(headers);
        return all;
    }

    @Override
    public int kind() {
        return OTHER_HEADERS;
    }
}
