package io.datastorm.generator;

import io.datastorm.generator.stamp.Slot;
import java.util.List;

/**
 * Takes the value from a share of a generator's records, at even distances: such a record says that its key is deleted.
 * It has the key of the record before it.
 *
 * @param share above 0, at most 1
 * @see <a href="https://kafka.apache.org/documentation/#compaction">Log compaction</a>
 */
public record Tombstones(RecordGenerator records, double share) implements RecordGenerator {
    @Override
    public void generate(long position, EncodedRecord target) {
        records.generate(keyPosition(position), target);
        if (chosen(position)) {
            target.takeValue();
        }
    }

    private boolean chosen(long position) {
        return Math.floor((position + 1) * share) > Math.floor(position * share);
    }

    private long keyPosition(long position) {
        return position > 0 && chosen(position) ? position - 1 : position;
    }

    @Override
    public int poolSize(int asked) {
        return records.poolSize(asked);
    }

    @Override
    public void checkPool(int size) {
        records.checkPool(size);
    }

    @Override
    public boolean keyed() {
        return records.keyed();
    }

    @Override
    public List<Slot> slots() {
        return records.slots();
    }
}
