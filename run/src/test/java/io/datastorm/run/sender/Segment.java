package io.datastorm.run.sender;

import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The first segment file of a topic's partition 0, to be tampered with. */
record Segment(Path file) {
    private static final int HEADER = 61;

    /** Positions in the file. */
    record Batch(int start, int end, long count) {
        int records() {
            return start + HEADER;
        }

        int middle() {
            return (records() + end) / 2;
        }
    }

    static Segment of(LocalCluster cluster, String topic) throws IOException {
        try (Stream<Path> files = Files.walk(cluster.directory())) {
            return new Segment(
                    files.filter(file -> file.getFileName().toString().endsWith("00000.log")
                                    && file.getParent().getFileName().toString().equals(topic + "-0"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /** The batch in the middle of the file. */
    Batch middleBatch() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int used = bytes.length;
        while (bytes[used - 1] == 0) {
            used--;
        }
        int start = 0;
        while (true) {
            int end = start + 12 + buffer.getInt(start + 8);
            if (end > used / 2) {
                return new Batch(start, end, buffer.getInt(start + 57));
            }
            start = end;
        }
    }

    /** Where a text stands, from a position on. */
    int indexOf(String text, int from) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(text, from);
    }

    /** Puts a copy of a batch behind it; what follows moves. */
    void repeat(Batch batch) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] more = new byte[bytes.length + batch.end() - batch.start()];
        System.arraycopy(bytes, 0, more, 0, batch.end());
        System.arraycopy(bytes, batch.start(), more, batch.end(), more.length - batch.end());
        Files.write(file, more);
    }

    /** The last batch of the file, which must have no room behind its records. */
    Batch lastBatch() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int start = 0;
        while (start + HEADER + buffer.getInt(start + 8) - (HEADER - 12) < bytes.length) {
            start += 12 + buffer.getInt(start + 8);
        }
        return new Batch(start, bytes.length, buffer.getInt(start + 57));
    }

    /** Flips a bit; twice is as before. */
    void flip(int at) throws IOException {
        flip(at, 2);
    }

    /** The same for a bit by its number in its byte. */
    void flip(int at, int bit) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek(at);
            int old = random.read();
            random.seek(at);
            random.write(old ^ 1 << bit);
        }
    }
}
