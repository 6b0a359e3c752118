package io.datastorm.generator;

import io.datastorm.generator.stamp.Varint;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** One encoded value in a reusable buffer, with the places of its slots, and its key. Not thread-safe. */
public final class EncodedRecord extends OutputStream {
    private static final int MAX_BYTES = 256 << 20;

    private byte[] bytes = new byte[256];
    private int size;
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(this, null);
    private byte[] key;
    private boolean tombstone;
    private final int[] slotOffsets;
    private final int[] slotWidths;

    /** For values with this many slots. */
    public EncodedRecord(int slots) {
        slotOffsets = new int[slots];
        slotWidths = new int[slots];
        reset();
    }

    /** Forgets the value. */
    public void reset() {
        size = 0;
        key = null;
        tombstone = false;
        Arrays.fill(slotOffsets, -1);
        Arrays.fill(slotWidths, 0);
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Avro's encoder into this record. It does not buffer: the end of the record is where it writes next. */
    public BinaryEncoder encoder() {
        return encoder;
    }

    /** Length of the value in bytes. */
    public int size() {
        return size;
    }

    /** The buffer; only the first {@link #size} bytes are the value. */
    public byte[] buffer() {
        return bytes;
    }

    /** A copy of the value; null if that is its value. */
    public byte[] toByteArray() {
        return tombstone ? null : Arrays.copyOf(bytes, size);
    }

    /** Takes away the value, which is null then; the key stays. */
    public void takeValue() {
        byte[] own = key;
        reset();
        key = own;
        tombstone = true;
    }

    /** Whether the value is null. */
    public boolean tombstone() {
        return tombstone;
    }

    /** Takes away what stands behind this offset, and returns it. */
    public byte[] cut(int offset) {
        byte[] rest = Arrays.copyOfRange(bytes, offset, size);
        size = offset;
        return rest;
    }

    /** The key; null if it has none. */
    public byte[] key() {
        return key;
    }

    /** Sets the key. */
    public void key(byte[] bytes) {
        key = bytes;
    }

    /** Offset of a slot in the value, -1 if this value does not have it. */
    public int slotOffset(int slot) {
        return slotOffsets[slot];
    }

    /** Width of a slot in bytes. */
    public int slotWidth(int slot) {
        return slotWidths[slot];
    }

    /** Marks the bytes from this offset to the end as a slot. */
    public void markSlot(int slot, int offset) {
        markSlot(slot, offset, size - offset);
    }

    /** Marks so many bytes from this offset on as a slot. */
    public void markSlot(int slot, int offset, int width) {
        slotOffsets[slot] = offset;
        slotWidths[slot] = width;
    }

    /** Room for so many more bytes, behind the others; returns where it begins. */
    public int extend(int more) {
        reserve(more);
        int start = size;
        size += more;
        return start;
    }

    /**
     * Writes the length of what stands behind the byte at this offset, in front of it: as Protobuf's messages have it.
     * What stands there moves, with its slots, if the length takes more than this byte.
     */
    public void prefixLength(int offset) {
        int content = offset + 1;
        int length = size - content;
        int width = Varint.unsignedWidth(length);
        if (width > 1) {
            int more = width - 1;
            extend(more);
            System.arraycopy(bytes, content, bytes, content + more, length);
            for (int slot = 0; slot < slotOffsets.length; slot++) {
                slotOffsets[slot] += slotOffsets[slot] >= content ? more : 0;
            }
        }
        Varint.writeUnsigned(bytes, offset, width, length);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            if (size + more > MAX_BYTES) {
                throw new IllegalStateException("a record would be larger than 256 MiB");
            }
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
