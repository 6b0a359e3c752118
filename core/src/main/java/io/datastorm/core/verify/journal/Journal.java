package io.datastorm.core.verify.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes down what became of a run's records, so that they can be judged also after the generator has died.
 * {@link JournalIndex} reads it; {@code JournalFormat} says what its bytes mean.
 *
 * <p>Records that follow on one another become one entry. What is told reaches the file with {@link #flush}, as one
 * block with a checksum; it should be called once a second. {@link #seal} ends the journal of a run that ended in good
 * order. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    /** The file's name in a run's directory. */
    public static final String FILE = "journal";

    /** An offset that nobody knows. */
    public static final long NO_OFFSET = -1;

    private final OutputStream out;
    private final int headingChecksum;
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream entries = new DataOutputStream(payload);
    private final Map<Outcome, Long> told = new EnumMap<>(Outcome.class);
    /** By worker and partition. */
    private Entry[][] open = {};

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

    /** Records of one lane that may grow. */
    private static final class Entry {
        private Outcome outcome;
        private long first;
        private long count;
        private long offset;

        boolean goesOn(Outcome next, long nextFirst, long nextOffset) {
            long expected = offset == NO_OFFSET ? NO_OFFSET : offset + count;
            return count > 0 && outcome == next && first + count == nextFirst && expected == nextOffset;
        }
    }

    /**
     * Tells what became of records of one lane. Does not throw: a file that cannot be written is reported by
     * {@link #flush}.
     *
     * @param count at least 1
     * @param offset of the first record, or {@link #NO_OFFSET}
     */
    public synchronized void add(Outcome outcome, int lane, long first, long count, long offset) {
        Entry entry = entry(lane);
        if (!entry.goesOn(outcome, first, offset)) {
            write(lane, entry);
            entry.outcome = outcome;
            entry.first = first;
            entry.count = 0;
            entry.offset = offset;
        }
        entry.count += count;
    }

    private Entry entry(int lane) {
        int worker = LaneId.worker(lane);
        int partition = LaneId.partition(lane);
        if (worker >= open.length) {
            int before = open.length;
            open = Arrays.copyOf(open, worker + 1);
            Arrays.fill(open, before, open.length, new Entry[0]);
        }
        if (partition >= open[worker].length) {
            open[worker] = Arrays.copyOf(open[worker], partition + 1);
        }
        if (open[worker][partition] == null) {
            open[worker][partition] = new Entry();
        }
        return open[worker][partition];
    }

    private void write(int lane, Entry entry) {
        if (entry.count == 0) {
            return;
        }
        try {
            entries.writeByte(entry.outcome.code());
            entries.writeInt(lane);
            entries.writeLong(entry.first);
            entries.writeLong(entry.count);
            entries.writeLong(entry.offset);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not refuse", e);
        }
        told.merge(entry.outcome, entry.count, Long::sum);
        entry.count = 0;
        if (payload.size() > JournalFormat.PAYLOAD_BYTES - JournalFormat.ENTRY_BYTES) {
            writeEntries();
        }
    }

    private void writeEntries() {
        block(JournalFormat.ENTRIES, payload.toByteArray());
        payload.reset();
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
        for (int worker = 0; worker < open.length; worker++) {
            for (int partition = 0; partition < open[worker].length; partition++) {
                if (open[worker][partition] != null) {
                    write(LaneId.of(worker, partition), open[worker][partition]);
                }
            }
        }
        writeEntries();
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
        Seal seal = new Seal(
                told.getOrDefault(Outcome.ACKNOWLEDGED, 0L),
                told.getOrDefault(Outcome.FAILED, 0L),
                told.getOrDefault(Outcome.UNRESOLVED, 0L),
                topicId);
        block(JournalFormat.SEAL, JournalFormat.JSON.writeValueAsBytes(seal));
        if (broken != null) {
            throw broken;
        }
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
