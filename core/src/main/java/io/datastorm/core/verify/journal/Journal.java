package io.datastorm.core.verify.journal;

import io.datastorm.core.verify.lane.LaneId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Writes down what became of a run's records, so that they can be judged also after the generator has died.
 *
 * <p>Records that follow on one another become one entry. What is told reaches the file, or wherever the journal is
 * kept, with {@link #flush}; it should be called once a second. {@link #seal} ends the journal of a run that ended in
 * good order. Thread-safe; each worker has a {@link JournalBuffer} of its own.
 */
public final class Journal implements AutoCloseable {
    /** The file's name in a run's directory. */
    public static final String FILE = "journal";

    /** An offset that nobody knows. */
    public static final long NO_OFFSET = -1;

    /** Whole entries that fit into a block. */
    private static final int MOST_BYTES =
            JournalFormat.PAYLOAD_BYTES / JournalFormat.ENTRY_BYTES * JournalFormat.ENTRY_BYTES;

    private final Sink sink;
    /** By worker. */
    private volatile JournalBuffer[] buffers = {};

    /** Where a journal is kept. Called by one thread at a time. */
    public interface Sink {
        /** Takes entries; {@link Journal#replay} understands them. */
        void entries(byte[] entries) throws IOException;

        /** The journal has all records. */
        void seal(Seal seal) throws IOException;

        /** Nothing more comes. */
        void close() throws IOException;
    }

    /** Keeps it wherever the sink does. */
    public Journal(Sink sink) {
        this.sink = sink;
    }

    /** Keeps it in a file, which it creates; {@link JournalIndex} reads it. */
    public Journal(Path file, Heading heading) throws IOException {
        this(new JournalFile(file, heading));
    }

    /**
     * Tells what became of records of one lane. Does not throw: what cannot be kept is reported by {@link #flush}.
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

    /**
     * Tells what became of the part of a transaction that lies in one lane.
     *
     * @param number of the transaction among those of the lane's worker, from 0
     */
    public void transaction(TransactionOutcome outcome, int lane, long first, long count, int number) {
        int worker = LaneId.worker(lane);
        JournalBuffer[] known = buffers;
        JournalBuffer buffer = worker < known.length ? known[worker] : grown(worker);
        buffer.transaction(outcome, lane, first, count, number);
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

    /**
     * Adds what another journal has given to its sink.
     *
     * @return of how many records it speaks
     * @throws IllegalArgumentException if these are no entries; those before the wrong one are added
     */
    public long replay(byte[] entries) {
        return JournalFormat.entries(entries, new JournalFormat.EntryHandler() {
            @Override
            public void records(Outcome outcome, int lane, long first, long count, long offset) {
                add(outcome, lane, first, count, offset);
            }

            @Override
            public void part(TransactionOutcome outcome, int lane, long first, long count, int number) {
                transaction(outcome, lane, first, count, number);
            }
        });
    }

    /** Brings everything that was told to where it is kept. */
    public synchronized void flush() throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (int worker = 0; worker < buffers.length; worker++) {
            entries.writeBytes(buffers[worker].take(worker));
        }
        byte[] all = entries.toByteArray();
        for (int from = 0; from < all.length; from += MOST_BYTES) {
            sink.entries(Arrays.copyOfRange(all, from, Math.min(all.length, from + MOST_BYTES)));
        }
    }

    /**
     * Ends it: every record that was sent has its outcome.
     *
     * @param topicIds Kafka's ids of the topics now
     */
    public synchronized void seal(List<String> topicIds) throws IOException {
        flush();
        sink.seal(new Seal(told(Outcome.ACKNOWLEDGED), told(Outcome.FAILED), told(Outcome.UNRESOLVED), topicIds));
    }

    private long told(Outcome outcome) {
        return Arrays.stream(buffers).mapToLong(buffer -> buffer.told(outcome)).sum();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            flush();
        } finally {
            sink.close();
        }
    }
}
