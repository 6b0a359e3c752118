package io.datastorm.kafka.verify;

import io.datastorm.core.measure.LatencyUnit;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.FetchConnection;
import io.datastorm.kafka.wire.FetchedBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/**
 * Reads the topics of a stream while a run writes to them, as a consumer would, and measures how long each record took
 * from when it was due ({@link DueStamp}) until it was read. One thread for all partitions that the topic has at the
 * beginning.
 *
 * <p>Where generator and reader are one process, one monotonic clock tells both times.
 */
public final class LiveReader implements FetchConnection.Sink, AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final Topics topics;
    private final LongPredicate measured;
    private final RecordStamp stamp;
    private final DueStamp dueStamp;
    private final FetchConnection link;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final RecordCursor cursor = new RecordCursor();
    private final Histogram latency = new Histogram(3);
    private final Thread thread;
    private long negative;
    private volatile Map<Integer, Long> ends;
    private volatile long deadlineNanos;
    private volatile String trouble;

    /**
     * What was measured.
     *
     * @param latency nanoseconds; a sample below zero counts as zero
     * @param negative samples below zero
     * @param trouble why not everything was read; null if everything was
     */
    public record Measured(Histogram latency, long negative, String trouble) {}

    /**
     * For records of this run, from where the topic's partitions end now.
     *
     * @param dueStamp reads when a record was due
     * @param measured whether a record counts that was due at this time of the monotonic clock
     */
    public LiveReader(Map<String, ?> client, Heading run, DueStamp dueStamp, LongPredicate measured) {
        this.dueStamp = dueStamp;
        List<Long> starts = run.startOffsets();
        this.topics = run.topics();
        this.measured = measured;
        this.stamp = new RecordStamp(run);
        IntStream.range(0, starts.size()).forEach(partition -> positions.put(partition, starts.get(partition)));
        this.link = new FetchConnection(
                TopicReader.settings(client), topics, List.copyOf(positions.keySet()), FetchConnection.Size.LARGE);
        this.thread = new Thread(this::read, "live-reader");
        this.thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** The run has ended: reads up to the topic's present ends, this long at most. */
    public Measured finish(Admin admin, Duration patience) {
        deadlineNanos = System.nanoTime() + patience.toNanos();
        Map<Integer, Long> now = new TreeMap<>();
        try {
            TopicLog.ask(admin, topics).partitions().forEach((partition, at) -> now.put(partition, at.end()));
        } catch (AccessException e) {
            trouble = e.getMessage();
        }
        ends = now;
        join();
        return new Measured(latency, negative, trouble);
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            while (!done()) {
                link.poll(this, POLL_MILLIS);
            }
        } catch (RuntimeException | Error e) {
            // Whatever it is: the run goes on, and the result says that this reader did not.
            trouble = e.toString();
        }
    }

    private boolean done() {
        Map<Integer, Long> wanted = ends;
        if (wanted == null) {
            return false;
        }
        boolean all = positions.entrySet().stream()
                .allMatch(position -> position.getValue() >= wanted.getOrDefault(position.getKey(), 0L));
        if (!all && System.nanoTime() - deadlineNanos > 0) {
            trouble = "not everything was read in time";
            return true;
        }
        return all;
    }

    @Override
    public long position(int partition) {
        return positions.get(partition);
    }

    @Override
    public void batch(int partition, FetchedBatch batch) {
        long now = System.nanoTime();
        if (!batch.control() && batch.open()) {
            cursor.begin(batch);
            try {
                measure(positions.get(partition), now);
            } catch (RecordCursor.Malformed e) {
                trouble = "a batch could not be read; the verification says more";
            }
        }
        positions.merge(partition, batch.lastOffset() + 1, Math::max);
    }

    /** Records that were due together have the same latency: they reach the histogram as one value with a count. */
    private void measure(long from, long now) {
        long value = 0;
        long count = 0;
        while (cursor.next()) {
            if (cursor.offset() < from
                    || cursor.stampAt() < 0
                    || !stamp.ofRun(cursor.bytes(), cursor.stampAt())
                    || cursor.dueAt() < 0) {
                continue;
            }
            long due = dueStamp.read(cursor.bytes(), cursor.dueAt());
            if (!measured.test(due)) {
                continue;
            }
            long took = now - due;
            negative += took < 0 ? 1 : 0;
            long rounded = LatencyUnit.floor(Math.max(0, took));
            if (rounded != value && count > 0) {
                latency.recordValueWithCount(value, count);
                count = 0;
            }
            value = rounded;
            count++;
        }
        if (count > 0) {
            latency.recordValueWithCount(value, count);
        }
    }

    @Override
    public void stuck(int partition, String reason) {
        trouble = topics.text(partition) + ": " + reason;
    }

    @Override
    public void refused(int partition, BrokerResponse answer) {
        trouble = topics.text(partition) + ": " + answer;
    }

    @Override
    public void close() {
        deadlineNanos = System.nanoTime();
        if (ends == null) {
            ends = Map.of();
        }
        join();
        link.close();
    }
}
