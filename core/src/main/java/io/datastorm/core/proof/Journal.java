package io.datastorm.core.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes down what became of a run's records, so that they can be judged also after the generator has died: a line of JSON (a {@link Heading}), then entries of
 * {@value #ENTRY_BYTES} bytes: outcome (1), lane (4), first sequence (8), number of records (8), offset of the first (8; −1 if unknown), big-endian.
 *
 * <p>Records that follow on one another become one entry. What is told reaches the file with {@link #flush}, which should be called once a second. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    /** The file's name in a run's directory. */
    public static final String FILE = "journal";

    /** An offset that nobody knows. */
    public static final long NO_OFFSET = -1;

    static final int ENTRY_BYTES = 29;
    static final ObjectMapper JSON = new ObjectMapper();

    private final DataOutputStream out;
    /** By worker and partition. */
    private Entry[][] open = {};

    private IOException broken;

    /**
     * What a journal is about.
     *
     * @param formatVersion of the file
     * @param startOffsets where the run's records begin in each partition
     */
    public record Heading(int formatVersion, String runId, String topic, List<Long> startOffsets) {
        /** The version that is written here. */
        public static final int VERSION = 1;
    }

    /** Creates the file. */
    public Journal(Path file, Heading heading) throws IOException {
        out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16));
        out.write((JSON.writeValueAsString(heading) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
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
     * Tells what became of records of one lane. Does not throw: a file that cannot be written is reported by {@link #flush}.
     *
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
        if (entry.count == 0 || broken != null) {
            return;
        }
        try {
            out.writeByte(entry.outcome.code());
            out.writeInt(lane);
            out.writeLong(entry.first);
            out.writeLong(entry.count);
            out.writeLong(entry.offset);
            entry.count = 0;
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
        if (broken != null) {
            throw broken;
        }
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        flush();
        out.close();
    }
}
