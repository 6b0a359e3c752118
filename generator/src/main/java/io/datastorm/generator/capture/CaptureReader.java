package io.datastorm.generator.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads a capture, record by record: it may be larger than memory. Closes itself at the end. For one thread. */
public final class CaptureReader implements AutoCloseable {
    private final DataFileStream<GenericRecord> stream;
    private final int worker;
    private final int workers;
    private long left;
    private boolean complete;

    private CaptureReader(Path file, Schema parts, Share share) throws IOException {
        this.stream = new DataFileStream<>(
                new BufferedInputStream(Files.newInputStream(file)), new GenericDatumReader<>(null, parts));
        if (!CaptureSchema.isThatOf(stream.getSchema())) {
            stream.close();
            throw new IOException("its records are of another type");
        }
        this.worker = share.worker;
        this.workers = share.workers;
        this.left = share.records;
    }

    /**
     * What of a capture is read.
     *
     * @param worker gets the records of its keys, and of its partitions without keys
     * @param workers share the file
     * @param records of all of them, from the beginning of the file
     */
    record Share(int worker, int workers, long records) {}

    /** The records with all of their parts. */
    static CaptureReader records(Path file, Share share) throws IOException {
        return new CaptureReader(file, CaptureSchema.WHOLE, share);
    }

    /** The records without their values and headers, which is faster. */
    static CaptureReader times(Path file, Share share) throws IOException {
        return new CaptureReader(file, CaptureSchema.TIMES, share);
    }

    /** What the file says of itself; null if it does not. */
    String meta(String name) {
        return stream.getMetaString(name);
    }

    /**
     * The next record; null after the last.
     *
     * @throws IOException if the file is broken here
     */
    public CapturedRecord next() throws IOException {
        try {
            while (left > 0 && stream.hasNext()) {
                left--;
                CapturedRecord record = CaptureSchema.of(stream.next());
                if (record.partition() == CaptureSchema.END) {
                    complete = true;
                    break;
                }
                if (record.worker(workers) == worker) {
                    return record;
                }
            }
        } catch (AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
        close();
        return null;
    }

    /** Whether no record is missing: the end of the capture, or of those that were asked for, was reached. */
    boolean complete() {
        return complete || left == 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
