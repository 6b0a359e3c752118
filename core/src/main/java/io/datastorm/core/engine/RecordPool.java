package io.datastorm.core.engine;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded values, generated before the clock starts, flat in one array. Immutable and thread-safe; a sender copies the values that it wants to stamp.
 */
public final class RecordPool {
    /** A pool never takes more memory than this, however many values were asked for. */
    public static final int MAX_BYTES = 256 << 20;

    private final byte[] bytes;
    private final int[] offsets;
    /** For each record and slot: the offset within the record, or -1; then the same for widths. */
    private final int[] slotOffsets;

    private final byte[] slotWidths;
    private final Stamp[] stamps;

    private RecordPool(byte[] bytes, int[] offsets, int[] slotOffsets, byte[] slotWidths, List<Slot> slots) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.slotOffsets = slotOffsets;
        this.slotWidths = slotWidths;
        this.stamps = slots.stream().map(Slot::stamp).toArray(Stamp[]::new);
    }

    /**
     * Generates values 0 to size − 1, fewer if they would take more than {@link #MAX_BYTES}.
     *
     * @param stamped whether their slots are kept, so that they can be refreshed
     */
    public static RecordPool fill(RecordGenerator generator, int size, boolean stamped) {
        List<Slot> slots = stamped ? generator.slots() : List.of();
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        byte[] bytes = new byte[Math.min(MAX_BYTES, Math.max(1024, size * 64))];
        int[] offsets = new int[size + 1];
        int[] slotOffsets = new int[size * slots.size()];
        byte[] slotWidths = new byte[size * slots.size()];
        int count = 0;
        int end = 0;
        while (count < size) {
            generator.generate(count, record);
            if (count > 0 && end + record.size() > MAX_BYTES) {
                break;
            }
            if (end + record.size() > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end + record.size(), Math.min(MAX_BYTES, 2 * bytes.length)));
            }
            System.arraycopy(record.buffer(), 0, bytes, end, record.size());
            end += record.size();
            for (int slot = 0; slot < slots.size(); slot++) {
                slotOffsets[count * slots.size() + slot] = record.slotOffset(slot);
                slotWidths[count * slots.size() + slot] = (byte) record.slotWidth(slot);
            }
            offsets[++count] = end;
        }
        return new RecordPool(
                Arrays.copyOf(bytes, end), Arrays.copyOf(offsets, count + 1), slotOffsets, slotWidths, slots);
    }

    /** Number of values. */
    public int size() {
        return offsets.length - 1;
    }

    /** Size of all values in bytes. */
    public int totalBytes() {
        return bytes.length;
    }

    /** Whether values have slots that {@link #stamp} refreshes. */
    public boolean stamped() {
        return stamps.length > 0;
    }

    /** Length of a value in bytes. */
    public int length(int record) {
        return offsets[record + 1] - offsets[record];
    }

    /** A copy of a value. */
    public byte[] value(int record) {
        return Arrays.copyOfRange(bytes, offsets[record], offsets[record + 1]);
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

    /** What is refreshed in each value. */
    public List<Stamp> stamps() {
        return List.of(stamps);
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
