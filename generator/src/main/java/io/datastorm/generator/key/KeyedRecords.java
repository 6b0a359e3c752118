package io.datastorm.generator.key;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.stamp.Slot;
import java.util.List;
import java.util.Optional;

/** Values of a generator, and keys that do not come with them. */
public record KeyedRecords(RecordGenerator values, DrawnKeys keys) implements RecordGenerator {
    @Override
    public void generate(long position, EncodedRecord target) {
        values.generate(position, target);
    }

    @Override
    public int poolSize(int asked) {
        return values.poolSize(asked);
    }

    @Override
    public void checkPool(int size) {
        values.checkPool(size);
    }

    @Override
    public Optional<DrawnKeys> drawnKeys() {
        return Optional.of(keys);
    }

    @Override
    public List<Slot> slots() {
        return values.slots();
    }

    @Override
    public Optional<RegisteredSchema> valueSchema() {
        return values.valueSchema();
    }

    @Override
    public Optional<RegisteredSchema> keySchema() {
        return keys.schema();
    }

    @Override
    public RecordGenerator withIds(Optional<Integer> ofValues, Optional<Integer> ofKeys) {
        return new KeyedRecords(
                values.withIds(ofValues, Optional.empty()),
                ofKeys.map(keys::withId).orElse(keys));
    }
}
