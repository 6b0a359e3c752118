package io.datastorm.generator;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.stamp.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Takes the value from a share of a generator's records, at even distances: such a record says that its key is deleted.
 * It has the key of the last record before it that has a value and a key; if there is none, it keeps its value.
 *
 * @param share above 0, at most 1
 * @see <a href="https://kafka.apache.org/documentation/#compaction">Log compaction</a>
 */
public record Tombstones(RecordGenerator records, double share) implements RecordGenerator {
    @Override
    public void generate(long position, EncodedRecord target) {
        records.generate(position, target);
        if (!chosen(position)) {
            return;
        }
        for (long other = position; share < 1 && other > 0 && keeps(other, target); ) {
            other--;
            records.generate(other, target);
        }
        if (target.key() != null || !records.keyed()) {
            target.takeValue();
        }
    }

    private boolean chosen(long position) {
        return Math.floor((position + 1) * share) > Math.floor(position * share);
    }

    /** Whether a record cannot lend its key: it has none, or is a tombstone itself. */
    private boolean keeps(long position, EncodedRecord record) {
        return chosen(position) || (records.keyed() && record.key() == null);
    }

    @Override
    public int poolSize(int asked) {
        return records.poolSize(asked);
    }

    @Override
    public void checkPool(int size) {
        records.checkPool(size);
        if (share * size < 1) {
            throw new InvalidInput(
                    "--tombstones", "a pool of %d values has none; it needs %d values or more".formatted(size, (long)
                                    Math.ceil(1 / share)));
        }
    }

    @Override
    public boolean keyed() {
        return records.keyed();
    }

    @Override
    public List<Slot> slots() {
        return records.slots();
    }

    @Override
    public Optional<RegisteredSchema> valueSchema() {
        return records.valueSchema();
    }

    @Override
    public Optional<RegisteredSchema> keySchema() {
        return records.keySchema();
    }

    @Override
    public RecordGenerator withIds(Optional<Integer> ofValues, Optional<Integer> ofKeys) {
        return new Tombstones(records.withIds(ofValues, ofKeys), share);
    }
}
