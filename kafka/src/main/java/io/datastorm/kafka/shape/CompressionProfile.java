package io.datastorm.kafka.shape;

import io.datastorm.kafka.wire.BatchFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What each codec leaves of batches of a sample's values. Not thread-safe. */
final class CompressionProfile {
    private static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    private static final int BATCH_BYTES = 64 * 1024;
    /** So many of all batches, each as likely as another, are compressed. */
    private static final int BATCHES = 32;

    private final Map<String, BatchFormat> formats = new LinkedHashMap<>();
    private final List<byte[]> chosen = new ArrayList<>();
    private final Random random = new Random(1);
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES);
    private final DataOutputStream out = new DataOutputStream(batch);
    private int inBatch;
    private int batches;

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
        formats.values().iterator().next().writeRecord(out, inBatch++, 0, null, ByteBuffer.wrap(value));
        if (batch.size() >= BATCH_BYTES) {
            choose();
        }
    }

    /** Each batch has the same chance to be among the chosen ones, however many there are (reservoir sampling). */
    private void choose() {
        int place = batches < BATCHES ? batches : random.nextInt(batches + 1);
        if (batches < BATCHES) {
            chosen.add(batch.toByteArray());
        } else if (place < BATCHES) {
            chosen.set(place, batch.toByteArray());
        }
        batches++;
        batch.reset();
        inBatch = 0;
    }

    /** Bytes of a compressed batch for each byte of a plain one, by the codec; empty without values. */
    Map<String, Double> shape() {
        if (batch.size() > 0 && batches == 0) {
            choose();
        }
        Map<String, Double> shape = new LinkedHashMap<>();
        if (!chosen.isEmpty()) {
            formats.forEach((codec, format) -> shape.put(codec, Rounded.of(left(format))));
        }
        return shape;
    }

    private double left(BatchFormat format) {
        long plain = 0;
        long packed = 0;
        for (byte[] records : chosen) {
            BatchFormat.Packing packing = format.pack(ByteBuffer.allocate(BatchFormat.HEADER_BYTES + records.length));
            packing.write(records, 0, records.length);
            packed += packing.close().position();
            plain += BatchFormat.HEADER_BYTES + records.length;
        }
        return (double) packed / plain;
    }
}
