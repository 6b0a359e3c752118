package io.datastorm.kafka.verify;

import io.datastorm.generator.format.ValueCheck;
import io.datastorm.kafka.wire.FetchedBatch;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is in one partition. For one thread. */
final class PartitionSurvey implements PartitionVisitor {
    private static final long NONE = -1;

    private final ValueCheck check;
    private final Map<String, Long> batchesByCompression = new TreeMap<>();
    private final Sizes values = new Sizes();
    private final Sizes keys = new Sizes();
    private long records;
    private long batches;
    private long storedBytes;
    private long gaps;
    private long missingOffsets;
    private long wrongChecksums;
    private long wrongHeaders;
    private long unreadable;
    private long undecodable;
    private long firstUndecodable = NONE;
    private long stamped;
    private long earliestMillis = Long.MAX_VALUE;
    private long latestMillis = Long.MIN_VALUE;
    private long nextOffset;
    private long repeatedOffsets;

    /**
     * Begins.
     *
     * @param start the first offset that will be read
     * @param check null: values are not decoded
     */
    PartitionSurvey(long start, ValueCheck check) {
        this.nextOffset = start;
        this.check = check;
    }

    /** Lengths of what is there. */
    static final class Sizes {
        private long count;
        private long sum;
        private int smallest = Integer.MAX_VALUE;
        private int largest;

        void add(int length) {
            if (length >= 0) {
                count++;
                sum += length;
                smallest = Math.min(smallest, length);
                largest = Math.max(largest, length);
            }
        }

        void add(Sizes other) {
            count += other.count;
            sum += other.sum;
            smallest = Math.min(smallest, other.smallest);
            largest = Math.max(largest, other.largest);
        }

        Survey.Sizes frozen() {
            return new Survey.Sizes(count, count == 0 ? 0 : sum / (double) count, count == 0 ? 0 : smallest, largest);
        }
    }

    @Override
    public void repeated(RecordCursor record) {
        records++;
        repeatedOffsets++;
    }

    @Override
    public void batch(FetchedBatch batch, boolean soundHeader) {
        batches++;
        storedBytes += batch.sizeBytes();
        batchesByCompression.merge(batch.compression(), 1L, Long::sum);
        wrongChecksums += batch.valid() ? 0 : 1;
        wrongHeaders += soundHeader ? 0 : 1;
    }

    @Override
    public void record(RecordCursor record) {
        records++;
        if (record.offset() != nextOffset) {
            gaps++;
            missingOffsets += Math.max(0, record.offset() - nextOffset);
        }
        nextOffset = record.offset() + 1;
        long millis = record.millis();
        earliestMillis = Math.min(earliestMillis, millis);
        latestMillis = Math.max(latestMillis, millis);
        values.add(record.valueLength());
        keys.add(record.keyLength());
        stamped += record.stampAt() < 0 ? 0 : 1;
        if (check != null
                && record.valueLength() >= 0
                && !check.test(record.bytes(), record.valueAt(), record.valueLength())) {
            undecodable++;
            firstUndecodable = firstUndecodable == NONE ? record.offset() : firstUndecodable;
        }
    }

    @Override
    public void unreadable(long firstOffset, long count) {
        unreadable += count;
        nextOffset = firstOffset + count;
    }

    /** Adds the counts of another one. */
    void add(PartitionSurvey other) {
        other.batchesByCompression.forEach((codec, count) -> batchesByCompression.merge(codec, count, Long::sum));
        values.add(other.values);
        keys.add(other.keys);
        records += other.records;
        batches += other.batches;
        storedBytes += other.storedBytes;
        gaps += other.gaps;
        missingOffsets += other.missingOffsets;
        wrongChecksums += other.wrongChecksums;
        wrongHeaders += other.wrongHeaders;
        repeatedOffsets += other.repeatedOffsets;
        unreadable += other.unreadable;
        undecodable += other.undecodable;
        stamped += other.stamped;
        earliestMillis = Math.min(earliestMillis, other.earliestMillis);
        latestMillis = Math.max(latestMillis, other.latestMillis);
    }

    long records() {
        return records;
    }

    /** Offset of the first value that could not be decoded; negative if there is none. */
    long firstUndecodable() {
        return firstUndecodable;
    }

    /** The counts of a whole topic, once all are added. */
    Survey.Contents contents() {
        return new Survey.Contents(
                records,
                batches,
                storedBytes,
                values.frozen(),
                keys.frozen(),
                batchesByCompression,
                gaps,
                missingOffsets,
                wrongChecksums,
                wrongHeaders,
                repeatedOffsets,
                unreadable,
                check == null ? null : undecodable,
                stamped,
                records == 0 ? null : earliestMillis,
                records == 0 ? null : latestMillis);
    }
}
