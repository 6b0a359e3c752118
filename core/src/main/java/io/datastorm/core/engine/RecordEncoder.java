package io.datastorm.core.engine;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Generates and encodes each record when it is sent, as an application does: what pools save is seen by comparing with
 * it. Immutable and thread-safe.
 *
 * @param generator of the values and their keys
 */
public record RecordEncoder(RecordGenerator generator) implements RecordSource {
    @Override
    public Optional<DrawnKeys> drawnKeys() {
        return generator.drawnKeys();
    }

    @Override
    public List<Slot> slots() {
        return generator.slots();
    }

    /** A buffer for one thread. */
    public EncodedRecord buffer() {
        return new EncodedRecord(generator.slots().size());
    }

    /** Encodes a value into the buffer, with fresh stamps; its key is in the buffer. Null if that is the value. */
    public byte[] encode(long position, EncodedRecord buffer, Freshness now) {
        generator.generate(position, buffer);
        byte[] value = buffer.toByteArray();
        List<Slot> slots = generator.slots();
        for (int i = 0; i < slots.size(); i++) {
            if (buffer.slotOffset(i) >= 0) {
                slots.get(i).stamp().write(value, buffer.slotOffset(i), buffer.slotWidth(i), now);
            }
        }
        return value;
    }
}
