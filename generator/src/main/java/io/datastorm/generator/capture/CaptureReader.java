package io.datastorm.generator.capture;

import io.datastorm.generator.input.AvroFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads a capture, record by record: it may be larger than memory. Closes itself at the end. For one thread. */
public final class CaptureReader implements AutoCloseable {
    private final AvroFile<GenericRecord> file;
    private final int worker;
    private final int workers;
    private long left;
    private boolean complete;

    private CaptureReader(Path path, Schema parts, Share share) throws IOException {
        this.file = open(path, parts);
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

    private static AvroFile<GenericRecord> open(Path path, Schema parts) throws IOException {
        AvroFile<GenericRecord> file = AvroFile.open(path, new GenericDatumReader<>(null, parts));
        if (!CaptureSchema.isThatOf(file.schema())) {
            file.close();
            throw new IOException("its records are of another type");
        }
        return file;
    }

    /** The records with all of their parts. */
    static CaptureReader records(Path path, Share share) throws IOException {
        return new CaptureReader(path, CaptureSchema.WHOLE, share);
    }

    /** The records without their values and headers, which is faster. */
    static CaptureReader times(Path path, Share share) throws IOException {
        return new CaptureReader(path, CaptureSchema.TIMES, share);
    }

    /** What the file says of itself; null if it does not. */
    String meta(String name) {
        return file.meta(name);
    }

    /**
     * The next record; null after the last.
     *
     * @throws IOException if the file is broken here
     */
    public CapturedRecord next() throws IOException {
        try {
            CapturedRecord mine = nextOfMine();
            if (mine == null) {
                close();
            }
            return mine;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private CapturedRecord nextOfMine() throws IOException {
        while (left > 0) {
            GenericRecord next = file.next();
            if (next == null) {
                return null;
            }
            left--;
            CapturedRecord record = CaptureSchema.of(next);
            if (record.partition() == CaptureSchema.END) {
                complete = true;
                return null;
            }
            if (record.worker(workers) == worker) {
                return record;
            }
        }
        return null;
    }

    /** Whether no record is missing: the end of the capture, or of those that were asked for, was reached. */
    boolean complete() {
        return complete || left == 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
