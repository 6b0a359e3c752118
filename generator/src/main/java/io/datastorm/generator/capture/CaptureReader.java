package io.datastorm.generator.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        this.stream = open(file, parts);
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

    private static DataFileStream<GenericRecord> open(Path file, Schema parts) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            DataFileStream<GenericRecord> stream = new DataFileStream<>(in, new GenericDatumReader<>(null, parts));
            if (!CaptureSchema.isThatOf(stream.getSchema())) {
                throw new IOException("its records are of another type");
            }
            return stream;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw broken(e);
        }
    }

    /** Avro's reader throws many kinds of exceptions over bytes that it did not expect. */
    private static IOException broken(Exception e) {
        return e instanceof IOException known ? known : new IOException(String.valueOf(e.getMessage()), e);
    }

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
        } catch (RuntimeException e) {
            close();
            throw broken(e);
        } catch (OutOfMemoryError e) {
            // A damaged length asks for an array that cannot be; nothing else is.
            close();
            throw new IOException("a part of it would need more memory than there is", e);
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
