package io.datastorm.generator.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes a capture. For one thread. */
public final class CaptureWriter implements AutoCloseable {
    private static final int LEVEL = 3;
    /** A file that breaks off loses so many bytes at most. */
    private static final int BLOCK_BYTES = 256 << 10;

    private final DataFileWriter<GenericRecord> writer;

    /**
     * Begins a file.
     *
     * @param topic that the records are of
     * @param partitions that it has
     */
    public CaptureWriter(Path file, String topic, int partitions) throws IOException {
        // Checksums: a capture that was damaged is found out.
        this.writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(CaptureSchema.WHOLE))
                .setCodec(CodecFactory.zstandardCodec(LEVEL, true))
                .setSyncInterval(BLOCK_BYTES)
                .setMeta(CaptureSchema.TOPIC, topic)
                .setMeta(CaptureSchema.PARTITIONS, partitions)
                .setMeta(CaptureSchema.ID, UUID.randomUUID().toString())
                .create(CaptureSchema.WHOLE, file.toFile());
    }

    /** Adds a record. */
    public void write(CapturedRecord record) throws IOException {
        writer.append(CaptureSchema.of(record));
    }

    /** There are no more records: the capture is complete. */
    public void finish() throws IOException {
        write(new CapturedRecord(CaptureSchema.END, 0, null, null, List.of()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
