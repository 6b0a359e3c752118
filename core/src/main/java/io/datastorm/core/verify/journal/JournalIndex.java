package io.datastorm.core.verify.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal read back: what became of which records, by partition. Thread-safe, except {@link #close}.
 *
 * <p>It takes little heap, however long the run was: see {@link AcknowledgedOffsets}.
 */
public final class JournalIndex implements AutoCloseable {
    private final Heading heading;
    private final EntryFile file;
    private final Map<Integer, PartitionOutcomes> partitions = new TreeMap<>();
    private End end;

    /**
     * How a journal ends.
     *
     * @param seal its last block; empty if the run did not end in good order
     * @param damage where and how it is not as it was written; empty if it is
     * @param at when the last whole block was written; empty if there is none
     * @param records how many records the whole blocks speak of
     */
    public record End(Optional<Seal> seal, Optional<String> damage, Optional<Instant> at, long records) {
        /** Whether it speaks of all records of the run. */
        public boolean complete() {
            return seal.isPresent() && damage.isEmpty();
        }
    }

    JournalIndex(Heading heading) throws IOException {
        this.heading = heading;
        this.file = new EntryFile();
    }

    /**
     * Reads a journal up to its end, or up to where it is damaged.
     *
     * @throws IOException if it cannot be read, or is no journal; the message says why
     */
    public static JournalIndex read(Path journal) throws IOException {
        return JournalReader.read(journal);
    }

    /** What the journal is about. */
    public Heading heading() {
        return heading;
    }

    /** How it ends. */
    public End end() {
        return end;
    }

    void end(End reached) {
        end = reached;
    }

    /**
     * Number of partitions that the journal knows of: those of the beginning, and those added since that got records.
     */
    public int partitions() {
        int last =
                partitions.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        return Math.max(heading.startOffsets().size(), last + 1);
    }

    PartitionOutcomes known(int partition) {
        return partitions.computeIfAbsent(partition, unseen -> new PartitionOutcomes(file));
    }

    /** What is known of a partition's records. */
    public PartitionOutcomes partition(int partition) {
        PartitionOutcomes known = partitions.get(partition);
        return known == null ? new PartitionOutcomes(file) : known;
    }

    /** How many records were acknowledged. */
    public long acknowledged() {
        return partitions.values().stream()
                .mapToLong(PartitionOutcomes::acknowledged)
                .sum();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
