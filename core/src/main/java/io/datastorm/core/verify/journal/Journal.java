package io.datastorm.core.verify.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes down what became of a run's records, so that they can be judged also after the generator has died.
 * {@link JournalIndex} reads it; {@code JournalFormat} says what its bytes mean.
 *
 * <p>Records that follow on one another become one entry. What is told reaches the file with {@link #flush}, as one
 * block with a checksum; it should be called once a second. {@link #seal} ends the journal of a run that ended in good
 * order. Thread-safe; each worker has a {@link JournalBuffer} of its own.
 */
public final class Journal implements AutoCloseable {
    /** The file's name in a run's directory. */
    public static final String FILE = "journal";

    /** An offset that nobody knows. */
    public static final long NO_OFFSET = -1;

    /** Whole entries that fit into a block. */
    private static final int MOST_BYTES =
            JournalFormat.PAYLOAD_BYTES / JournalFormat.ENTRY_BYTES * JournalFormat.ENTRY_BYTES;

    private final OutputStream out;
    private final int headingChecksum;
    /** By worker. */
    private volatile JournalBuffer[] buffers = {};

    private int blocks;
    private IOException broken;

    /** Creates the file. */
    public Journal(Path file, Heading heading) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        byte[] json = JournalFormat.JSON.writeValueAsBytes(heading);
        headingChecksum = JournalFormat.checksum(json);
        out.write(JournalFormat.lineStart(headingChecksum).getBytes(StandardCharsets.US_ASCII));
        out.write(json);
        out.write('\n');
    }

    /**
     * Tells what became of records of one lane. Does not throw: a file that cannot be written is reported by
     * {@link #flush}.
     *
     * @param count at least 1
     * @param offset of the first record, or {@link #NO_OFFSET}
     */
    public void add(Outcome outcome, int lane, long first, long count, long offset) {
        int worker = LaneId.worker(lane);
        JournalBuffer[] known = buffers;
        JournalBuffer buffer = worker < known.length ? known[worker] : grown(worker);
        buffer.add(outcome, lane, first, count, offset);
    }

    private synchronized JournalBuffer grown(int worker) {
        int before = buffers.length;
        if (worker >= before) {
            JournalBuffer[] more = Arrays.copyOf(buffers, worker + 1);
            for (int i = before; i < more.length; i++) {
                more[i] = new JournalBuffer();
            }
            buffers = more;
        }
        return buffers[worker];
    }

    private void block(byte kind, byte[] content) {
        if (content.length == 0 || broken != null) {
            return;
        }
        JournalFormat.BlockHeader header = new JournalFormat.BlockHeader(
                kind, blocks++, System.currentTimeMillis(), content.length, JournalFormat.checksum(content));
        try {
            out.write(header.encode(headingChecksum));
            out.write(content);
        } catch (IOException e) {
            broken = e;
        }
    }

    /** Brings everything that was told to the file. */
    public synchronized void flush() throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (int worker = 0; worker < buffers.length; worker++) {
            entries.writeBytes(buffers[worker].take(worker));
        }
        byte[] all = entries.toByteArray();
        for (int from = 0; from < all.length; from += MOST_BYTES) {
            block(JournalFormat.ENTRIES, Arrays.copyOfRange(all, from, Math.min(all.length, from + MOST_BYTES)));
        }
        if (broken != null) {
            throw broken;
        }
    }

    /**
     * Ends it: every record that was sent has its outcome.
     *
     * @param topicId Kafka's id of the topic now
     */
    public synchronized void seal(String topicId) throws IOException {
        flush();
        Seal seal = new Seal(told(Outcome.ACKNOWLEDGED), told(Outcome.FAILED), told(Outcome.UNRESOLVED), topicId);
        block(JournalFormat.SEAL, JournalFormat.JSON.writeValueAsBytes(seal));
        if (broken != null) {
            throw broken;
        }
    }

    private long told(Outcome outcome) {
        return Arrays.stream(buffers).mapToLong(buffer -> buffer.told(outcome)).sum();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            flush();
        } finally {
            out.close();
        }
    }
}
