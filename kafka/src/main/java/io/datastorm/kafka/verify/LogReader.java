package io.datastorm.kafka.verify;

import io.datastorm.kafka.wire.Answer;
import io.datastorm.kafka.wire.FetchLink;
import io.datastorm.kafka.wire.FetchedBatch;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads some partitions from given offsets to given ends, on one thread. */
final class LogReader implements FetchLink.Sink {
    private static final int OFFSET_OUT_OF_RANGE = 1;
    private static final long POLL_MILLIS = 100;

    private final Map<Integer, Progress> partitions = new TreeMap<>();
    private final RecordCursor cursor = new RecordCursor();
    private long changes;

    /** How far one partition is. */
    private static final class Progress {
        private final PartitionVisitor visitor;
        private final long end;
        private long position;
        private String refusal;

        Progress(PartitionVisitor visitor, long start, long end) {
            this.visitor = visitor;
            this.position = start;
            this.end = end;
        }

        boolean done() {
            return position >= end || refusal != null;
        }
    }

    /** Reads a partition from an offset to before another. */
    void add(int partition, long start, long end, PartitionVisitor visitor) {
        partitions.put(partition, new Progress(visitor, start, end));
    }

    /**
     * Reads until everything is read, or nothing more has come for so long.
     *
     * @throws org.apache.kafka.common.KafkaException what cannot be mended
     */
    void read(FetchLink link, Duration patience) {
        long seen = -1;
        long since = System.nanoTime();
        while (partitions.values().stream().anyMatch(progress -> !progress.done())) {
            link.poll(this, POLL_MILLIS);
            if (changes != seen) {
                seen = changes;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    TopicReader.Reached reached(int partition) {
        Progress progress = partitions.get(partition);
        return new TopicReader.Reached(progress.position, progress.refusal);
    }

    @Override
    public long position(int partition) {
        Progress progress = partitions.get(partition);
        return progress.done() ? -1 : progress.position;
    }

    @Override
    public void batch(int partition, FetchedBatch batch) {
        Progress progress = partitions.get(partition);
        // Brokers send the whole batch in which an offset lies, and more of the log than was there when its end was
        // asked for.
        if (batch.lastOffset() < progress.position || batch.baseOffset() >= progress.end) {
            return;
        }
        changes++;
        if (!batch.control()) {
            visit(progress, batch);
        }
        progress.position = batch.lastOffset() + 1;
    }

    private void visit(Progress progress, FetchedBatch batch) {
        progress.visitor.batch(batch);
        if (!batch.open()) {
            progress.visitor.unreadable(batch.baseOffset(), batch.count());
            return;
        }
        cursor.begin(batch);
        try {
            while (cursor.next()) {
                if (cursor.offset() >= progress.position && cursor.offset() < progress.end) {
                    progress.visitor.record(cursor);
                }
            }
        } catch (RecordCursor.Malformed e) {
            progress.visitor.unreadable(batch.lastOffset() - cursor.left() + 1, cursor.left());
        }
    }

    @Override
    public void refused(int partition, Answer answer) {
        Progress progress = partitions.get(partition);
        progress.refusal = answer.code() == OFFSET_OUT_OF_RANGE
                ? "the log does not reach offset " + progress.position + " any more"
                : answer.toString();
        changes++;
    }
}
