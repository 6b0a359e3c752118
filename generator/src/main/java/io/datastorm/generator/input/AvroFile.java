package io.datastorm.generator.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * An Avro data file, read from its beginning. A damaged file is an IOException, whatever Avro throws over it; a file
 * that ends within a block has the values before that block. For one thread.
 *
 * @param <T> the type of its values
 */
public final class AvroFile<T> implements AutoCloseable {
    private static final int MAGIC_BYTES = 4;

    private final DataFileStream<T> stream;

    private AvroFile(DataFileStream<T> stream) {
        this.stream = stream;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws IOException if the file is not there, or has no header of Avro
     */
    public static <T> AvroFile<T> open(Path file, DatumReader<T> reader) throws IOException {
        checkHeader(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new AvroFile<>(new DataFileStream<>(in, reader));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw damaged(e);
        }
    }

    /**
     * Finds a header that ends beyond the file. Avro makes an array of each length that a header names before it reads
     * on, and a damaged length asks for gigabytes.
     */
    private static void checkHeader(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(in, null);
            decoder.skipFixed(MAGIC_BYTES);
            for (long left = decoder.readMapStart(); left > 0; left = decoder.mapNext()) {
                for (long i = 0; i < left; i++) {
                    decoder.skipString();
                    decoder.skipBytes();
                }
            }
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Avro's reader throws many kinds of exceptions over bytes that it did not expect. */
    private static IOException damaged(Exception e) {
        return e instanceof IOException known ? known : new IOException(String.valueOf(e.getMessage()), e);
    }

    /** The schema that the file was written with. */
    public Schema schema() {
        return stream.getSchema();
    }

    /** What the header says under a name; null if it does not. */
    public String meta(String name) {
        return stream.getMetaString(name);
    }

    /**
     * The next value; null after the last.
     *
     * @throws IOException if the file is damaged here
     */
    public T next() throws IOException {
        try {
            return stream.hasNext() ? stream.next() : null;
        } catch (RuntimeException e) {
            throw damaged(e);
        } catch (OutOfMemoryError e) {
            // A damaged length of a block asks for an array that cannot be; nothing else is.
            throw new IOException("a part of it would need more memory than there is", e);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
