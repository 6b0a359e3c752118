package io.datastorm.core.verify.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for the entries of {@link AcknowledgedOffsets}, in chunks: a temporary file that is mapped, so that the
 * operating system can take the memory back. The file has no name any more once it is open, where the operating system
 * allows that. One thread allocates; any number may read after that.
 */
final class EntryFile implements AutoCloseable {
    private static final int ENTRY_BYTES = 28;
    private static final int CHUNK_ENTRIES = 4096;
    private static final int CHUNK_BYTES = CHUNK_ENTRIES * ENTRY_BYTES;
    private static final int WINDOW_CHUNKS = 16;

    private final FileChannel file;
    /** Each maps {@value #WINDOW_CHUNKS} chunks. */
    private final List<ByteBuffer> chunks = new ArrayList<>();

    private int allocated;

    EntryFile() throws IOException {
        Path path = Files.createTempFile("datastorm-journal-", ".index");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        // On Windows it stays until the file is closed.
        boolean unused = path.toFile().delete();
    }

    /** Which chunk of its owner an entry is in. */
    int chunkOf(long entry) {
        return (int) (entry / CHUNK_ENTRIES);
    }

    /** Where in its chunk an entry begins. */
    int placeOf(long entry) {
        return (int) (entry % CHUNK_ENTRIES) * ENTRY_BYTES;
    }

    /** The number of a new chunk. */
    int allocate() {
        if (allocated == chunks.size()) {
            map();
        }
        return allocated++;
    }

    private void map() {
        try {
            long bytes = (long) CHUNK_BYTES * WINDOW_CHUNKS;
            long at = (long) CHUNK_BYTES * chunks.size();
            // A mapped hole that finds no room when it is written to would end the JVM's thread with an error.
            ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
            for (int i = 0; i < WINDOW_CHUNKS; i++) {
                file.write(zeros.clear(), at + (long) CHUNK_BYTES * i);
            }
            ByteBuffer window = file.map(FileChannel.MapMode.READ_WRITE, at, bytes);
            for (int i = 0; i < WINDOW_CHUNKS; i++) {
                chunks.add(window.slice(i * CHUNK_BYTES, CHUNK_BYTES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal's index finds no room in the temporary directory", e);
        }
    }

    /** A chunk's memory. */
    ByteBuffer chunk(int number) {
        return chunks.get(number);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
