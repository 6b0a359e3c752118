package io.datastorm.core.engine;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Encoded values and their keys, generated before the clock starts, flat in one array. Immutable and thread-safe; a
 * sender copies the values that it wants to stamp.
 */
public final class RecordPool implements RecordSource {
    /** A pool never takes more memory than this, however many values were asked for. */
    public static final int MAX_BYTES = 256 << 20;

    private final byte[] bytes;
    private final int[] offsets;
    /** For each record and slot: the offset within the record, or -1; then the same for widths. */
    private final int[] slotOffsets;

    private final byte[] slotWidths;
    private final List<Slot> slots;
    private final Stamp[] stamps;
    /** One a value, null where the field is null; empty without keys. */
    private final List<byte[]> keys;

    private final Optional<DrawnKeys> drawnKeys;
    /** Whose value is null. */
    private final BitSet tombstones;
    /** How many values it would hold if there were no limit. */
    private final int wanted;

    private RecordPool(Filling filling, Optional<DrawnKeys> drawnKeys) {
        this.drawnKeys = drawnKeys;
        this.tombstones = filling.tombstones;
        this.wanted = filling.offsets.length - 1;
        this.bytes = Arrays.copyOf(filling.bytes, filling.offsets[filling.count]);
        this.offsets = Arrays.copyOf(filling.offsets, filling.count + 1);
        this.slotOffsets = filling.slotOffsets;
        this.slotWidths = filling.slotWidths;
        this.slots = List.copyOf(filling.slots);
        this.stamps = filling.slots.stream().map(Slot::stamp).toArray(Stamp[]::new);
        this.keys = filling.keys;
    }

    /**
     * Generates values 0 to size − 1, fewer if they would take more than {@link #MAX_BYTES}.
     *
     * @param asked how many; a generator may have values of its own number
     * @param stamped whether their slots are kept, so that they can be refreshed
     */
    public static RecordPool fill(RecordGenerator generator, int asked, boolean stamped) {
        int size = generator.poolSize(asked);
        Filling filling = new Filling(generator, size, stamped);
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        while (filling.count < size) {
            generator.generate(filling.count, record);
            if (!filling.add(record)) {
                break;
            }
        }
        return new RecordPool(filling, generator.drawnKeys());
    }

    /** A pool while it is filled. */
    private static final class Filling {
        private final boolean keyed;
        private final List<Slot> slots;

        private final int[] offsets;
        private final int[] slotOffsets;
        private final byte[] slotWidths;
        private final List<byte[]> keys = new ArrayList<>();
        private final BitSet tombstones = new BitSet();
        private byte[] bytes;
        private int count;

        Filling(RecordGenerator generator, int size, boolean stamped) {
            this.keyed = generator.keyed();
            this.slots = stamped ? generator.slots() : List.of();
            this.offsets = new int[size + 1];
            this.slotOffsets = new int[size * slots.size()];
            this.slotWidths = new byte[size * slots.size()];
            this.bytes = new byte[Math.min(MAX_BYTES, Math.max(1024, size * 64))];
        }

        /** False if it would become too large. */
        boolean add(EncodedRecord record) {
            int start = offsets[count];
            int end = start + record.size();
            if (count > 0 && end > MAX_BYTES) {
                return false;
            }
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, Math.min(MAX_BYTES, 2 * bytes.length)));
            }
            System.arraycopy(record.buffer(), 0, bytes, start, record.size());
            for (int i = 0; i < slots.size(); i++) {
                slotOffsets[count * slots.size() + i] = record.slotOffset(i);
                slotWidths[count * slots.size() + i] = (byte) record.slotWidth(i);
            }
            tombstones.set(count, record.tombstone());
            if (keyed) {
                keys.add(record.key());
            }
            offsets[++count] = end;
            return true;
        }
    }

    /** Number of values. */
    public int size() {
        return offsets.length - 1;
    }

    /** Number of values that were wanted; it holds fewer if they would take too much memory. */
    public int wanted() {
        return wanted;
    }

    /** Bytes of the largest record: of its key and its value. */
    public int largest() {
        int drawn = drawnKeys.map(DrawnKeys::width).orElse(0);
        int largest = 0;
        for (int i = 0; i < size(); i++) {
            byte[] key = key(i);
            largest = Math.max(largest, (key == null ? drawn : key.length) + Math.max(0, length(i)));
        }
        return largest;
    }

    /** Size of all values in bytes. */
    public int totalBytes() {
        return bytes.length;
    }

    /** Whether values have slots that {@link #stamp} refreshes. */
    public boolean stamped() {
        return stamps.length > 0;
    }

    @Override
    public Optional<DrawnKeys> drawnKeys() {
        return drawnKeys;
    }

    /** Whether values have keys. */
    public boolean keyed() {
        return !keys.isEmpty();
    }

    /** The key of a value, not to be changed; null if it has none. */
    public byte[] key(int record) {
        return keys.isEmpty() ? null : keys.get(record);
    }

    /** Length of a value in bytes; -1 if it is null. */
    public int length(int record) {
        return tombstones.get(record) ? -1 : offsets[record + 1] - offsets[record];
    }

    /** A copy of a value; null if that is the value. */
    public byte[] value(int record) {
        return tombstones.get(record) ? null : Arrays.copyOfRange(bytes, offsets[record], offsets[record + 1]);
    }

    /** Copies a value into an array of its length and refreshes the copy. Does not allocate. */
    public void copyStamped(int record, byte[] target, Freshness now) {
        System.arraycopy(bytes, offsets[record], target, 0, target.length);
        stamp(record, target, now);
    }

    /** Refreshes a copy of a value in place. Does not allocate. */
    public void stamp(int record, byte[] value, Freshness now) {
        int first = record * stamps.length;
        for (int slot = 0; slot < stamps.length; slot++) {
            int offset = slotOffsets[first + slot];
            if (offset >= 0) {
                stamps[slot].write(value, offset, slotWidths[first + slot], now);
            }
        }
    }

    @Override
    public List<Slot> slots() {
        return slots;
    }

    /** Where a value's slot begins within the value; negative if it has none. */
    public int slotOffset(int record, int slot) {
        return slotOffsets[record * stamps.length + slot];
    }

    /** How wide a value's slot is, in bytes. */
    public byte slotWidth(int record, int slot) {
        return slotWidths[record * stamps.length + slot];
    }
}
