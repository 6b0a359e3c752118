package io.datastorm.generator.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * How records stand in a capture: as records of an Avro data file, which any reader of Avro can read. Avro takes a file
 * that was cut off for one that has ended; so the last record only says that it is the last.
 */
final class CaptureSchema {
    /** In the file's metadata. */
    static final String TOPIC = "datastorm.topic";

    /** In the file's metadata. */
    static final String PARTITIONS = "datastorm.partitions";

    /** In the file's metadata: tells it from all others. */
    static final String ID = "datastorm.id";

    /** The partition of what stands behind the last record. */
    static final int END = -1;

    private static final String NAMESPACE = "io.datastorm.capture";
    private static final Schema BYTES =
            SchemaBuilder.unionOf().nullType().and().bytesType().endUnion();
    private static final Schema HEADER = SchemaBuilder.record("Header")
            .namespace(NAMESPACE)
            .fields()
            .requiredString("name")
            .name("value")
            .type(BYTES)
            .noDefault()
            .endRecord();

    /** Without values and headers: what tells when a record is due, and who sends it. */
    static final Schema TIMES = times().endRecord();

    /** Of all parts. */
    static final Schema WHOLE = times().name("value")
            .type(BYTES)
            .noDefault()
            .name("headers")
            .type(Schema.createArray(HEADER))
            .noDefault()
            .endRecord();

    private CaptureSchema() {}

    private static SchemaBuilder.FieldAssembler<Schema> times() {
        return SchemaBuilder.record("Record")
                .namespace(NAMESPACE)
                .fields()
                .requiredInt("partition")
                .requiredLong("timestamp")
                .name("key")
                .type(BYTES)
                .noDefault();
    }

    /** Whether a file with this schema is a capture. */
    static boolean isThatOf(Schema schema) {
        return SchemaNormalization.toParsingForm(schema).equals(SchemaNormalization.toParsingForm(WHOLE));
    }

    static GenericRecord of(CapturedRecord record) {
        GenericRecord all = new GenericData.Record(WHOLE);
        all.put("partition", record.partition());
        all.put("timestamp", record.timestampMillis());
        all.put("key", buffer(record.key()));
        all.put("value", buffer(record.value()));
        List<GenericRecord> headers = new ArrayList<>(record.headers().size());
        for (CapturedHeader header : record.headers()) {
            GenericRecord one = new GenericData.Record(HEADER);
            one.put("name", header.name());
            one.put("value", buffer(header.value()));
            headers.add(one);
        }
        all.put("headers", headers);
        return all;
    }

    /** A record of either schema. */
    static CapturedRecord of(GenericRecord record) {
        boolean whole = record.getSchema().getField("value") != null;
        List<CapturedHeader> headers = new ArrayList<>();
        if (whole) {
            for (Object header : (List<?>) record.get("headers")) {
                GenericRecord one = (GenericRecord) header;
                headers.add(new CapturedHeader(one.get("name").toString(), bytes(one.get("value"))));
            }
        }
        return new CapturedRecord(
                (Integer) record.get("partition"),
                (Long) record.get("timestamp"),
                bytes(record.get("key")),
                whole ? bytes(record.get("value")) : null,
                headers);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    /** Avro's reader has made an array of its own for each. */
    private static byte[] bytes(Object buffer) {
        return buffer == null ? null : ((ByteBuffer) buffer).array();
    }
}
