package io.datastorm.kafka.verify;

import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.FetchConnection;
import io.datastorm.kafka.wire.FetchedBatch;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/** Reads some partitions from given offsets to given ends, on one thread. */
final class LogReader implements FetchConnection.Sink {
    private static final int OFFSET_OUT_OF_RANGE = 1;
    private static final long POLL_MILLIS = 100;

    private static final long TELL_NANOS = 5_000_000_000L;

    private final IntToLongFunction logStart;
    private final TopicReader.Listener listener;
    private final Map<Integer, PartitionReading> partitions = new TreeMap<>();
    private final RecordCursor cursor = new RecordCursor();
    private long changes;

    /**
     * Reads nothing yet.
     *
     * @param logStart asks for a partition's first offset that is still there
     * @param listener is told how far partitions were read, every few seconds and at the end
     */
    LogReader(IntToLongFunction logStart, TopicReader.Listener listener) {
        this.logStart = logStart;
        this.listener = listener;
    }

    /** Reads a part of a partition. */
    void add(int partition, TopicReader.Span span, PartitionVisitor visitor) {
        partitions.put(partition, new PartitionReading(visitor, cursor, span));
    }

    /**
     * Reads until everything is read, or nothing more has come for so long.
     *
     * @throws org.apache.kafka.common.KafkaException what cannot be mended
     */
    void read(FetchConnection link, Duration patience) {
        long seen = -1;
        long since = System.nanoTime();
        long told = since;
        while (partitions.values().stream().anyMatch(reading -> !reading.done())) {
            link.poll(this, POLL_MILLIS);
            if (Thread.currentThread().isInterrupted()) {
                giveUp("interrupted");
            } else if (changes != seen) {
                seen = changes;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                giveUp("nothing more came for %d s".formatted(patience.toSeconds()));
            }
            if (System.nanoTime() - told > TELL_NANOS) {
                told = System.nanoTime();
                tell();
            }
        }
        tell();
    }

    private void tell() {
        partitions.forEach((partition, reading) ->
                listener.reached(partition, reading.reached().offset()));
        listener.told();
    }

    TopicReader.Reached reached(int partition) {
        return partitions.get(partition).reached();
    }

    /** It ends here: what is not read by now will not be. */
    void giveUp(String reason) {
        partitions.values().stream().filter(reading -> !reading.done()).forEach(reading -> reading.refused(reason));
    }

    @Override
    public long position(int partition) {
        PartitionReading reading = partitions.get(partition);
        return reading.done() ? -1 : reading.wanted();
    }

    @Override
    public void begins(int partition) {
        partitions.get(partition).begins();
    }

    @Override
    public void batch(int partition, FetchedBatch batch) {
        changes += partitions.get(partition).batch(batch) ? 1 : 0;
    }

    @Override
    public void garbage(int partition, long beforeOffset) {
        partitions.get(partition).garbage(beforeOffset);
    }

    @Override
    public void ends(int partition) {
        partitions.get(partition).ends();
    }

    @Override
    public void stuck(int partition, String reason) {
        partitions.get(partition).stuck(reason);
        changes++;
    }

    @Override
    public void refused(int partition, BrokerResponse answer) {
        PartitionReading reading = partitions.get(partition);
        changes++;
        if (answer.code() != OFFSET_OUT_OF_RANGE) {
            reading.refused(answer.toString());
        } else if (!reading.outOfRange(logStart.applyAsLong(partition))) {
            reading.refused("the log does not reach offset %,d any more".formatted(reading.position()));
        }
    }
}
