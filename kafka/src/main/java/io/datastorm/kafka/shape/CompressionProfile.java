package io.datastorm.kafka.shape;

import io.datastorm.kafka.wire.BatchFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What each codec leaves of batches of a sample's values. Not thread-safe. */
final class CompressionProfile {
    private static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    private static final int BATCH_BYTES = 64 * 1024;
    /** More of them tell nothing new. */
    private static final long MOST_BYTES = 2 << 20;

    private final Map<String, BatchFormat> formats = new LinkedHashMap<>();
    private final Map<String, Long> packed = new LinkedHashMap<>();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES);
    private final DataOutputStream out = new DataOutputStream(batch);
    private int inBatch;
    private long plain;

    CompressionProfile() {
        for (String codec : CODECS) {
            formats.put(
                    codec,
                    new BatchFormat(
                            Map.of(
                                    // A producer's settings are read as a whole; it connects to nothing.
                                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                    "localhost:9092",
                                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                                    ByteArraySerializer.class,
                                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                                    ByteArraySerializer.class,
                                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                    codec),
                            List.of()));
        }
    }

    /** Takes a value. */
    void add(byte[] value) {
        if (plain >= MOST_BYTES) {
            return;
        }
        formats.values().iterator().next().writeRecord(out, inBatch++, 0, null, ByteBuffer.wrap(value));
        if (batch.size() >= BATCH_BYTES) {
            pack();
        }
    }

    private void pack() {
        byte[] records = batch.toByteArray();
        plain += BatchFormat.HEADER_BYTES + records.length;
        formats.forEach((codec, format) -> {
            BatchFormat.Packing packing = format.pack(ByteBuffer.allocate(BatchFormat.HEADER_BYTES + records.length));
            packing.write(records, 0, records.length);
            packed.merge(codec, (long) packing.close().position(), Long::sum);
        });
        batch.reset();
        inBatch = 0;
    }

    /** Bytes of a compressed batch for each byte of a plain one, by the codec; empty without values. */
    Map<String, Double> shape() {
        if (batch.size() > 0 && plain == 0) {
            pack();
        }
        Map<String, Double> shape = new LinkedHashMap<>();
        packed.forEach((codec, bytes) -> shape.put(codec, Rounded.of((double) bytes / plain)));
        return shape;
    }
}
