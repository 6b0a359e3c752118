package io.datastorm.kafka.direct.turn;

/** Keys of one width in their order. Not thread-safe; allocates only while it grows. */
final class KeyRing {
    private static final int FIRST_KEYS = 16;

    private final int width;
    private byte[] ring;
    /** Always a power of two. */
    private int capacity = FIRST_KEYS;

    private int first;
    private int size;

    KeyRing(int width) {
        this.width = width;
        this.ring = new byte[FIRST_KEYS * width];
    }

    int size() {
        return size;
    }

    void add(byte[] key) {
        if (size == capacity) {
            grow();
        }
        System.arraycopy(key, 0, ring, place(size) * width, width);
        size++;
    }

    /** Takes the oldest one out, and writes it there. */
    void take(byte[] target, int offset) {
        System.arraycopy(ring, first * width, target, offset, width);
        first = place(1);
        size--;
    }

    private int place(int distance) {
        return (first + distance) & (capacity - 1);
    }

    private void grow() {
        byte[] larger = new byte[2 * ring.length];
        int behind = (capacity - first) * width;
        System.arraycopy(ring, first * width, larger, 0, behind);
        System.arraycopy(ring, 0, larger, behind, first * width);
        ring = larger;
        capacity *= 2;
        first = 0;
    }
}
