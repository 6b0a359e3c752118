package io.datastorm.kafka.producer.value;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A {@link ReusedRecord} for all records that have the same arrays; made when first needed. For one thread. */
public final class ReusedRecords {
    private final List<Header> headers;
    /** By {@link Values#kind}. */
    private final List<ReusedRecord> records = new ArrayList<>();

    /** With these headers. */
    public ReusedRecords(List<Header> headers) {
        this.headers = headers;
    }

    /**
     * One with the arrays of this record.
     *
     * @param kind of the record; not {@link Values#OTHER_HEADERS}
     */
    public ReusedRecord of(ProducerRecord<byte[], byte[]> plain, int kind) {
        if (kind == Values.ALONE) {
            return with(headers, plain);
        }
        while (records.size() <= kind) {
            records.add(null);
        }
        ReusedRecord known = records.get(kind);
        if (known == null) {
            known = with(headers, plain);
            records.set(kind, known);
        }
        return known;
    }

    /** One with the arrays of this record, and headers of its own. */
    public static ReusedRecord with(Iterable<Header> headers, ProducerRecord<byte[], byte[]> plain) {
        return new ReusedRecord(plain.topic(), plain.key(), plain.value(), headers);
    }
}
