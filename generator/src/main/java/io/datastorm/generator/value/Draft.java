package io.datastorm.generator.value;

import java.util.Random;
import org.apache.avro.generic.IndexedRecord;

/** The value that is being made: its position, its randomness, and how deep the part that is made now is nested. */
public final class Draft {
    private final long position;
    private final Random random;
    private int depth;
    private int items;
    private int item;
    private IndexedRecord record;

    /** The value of a record, with the seed of its randomness. */
    public Draft(long position, long seed) {
        this.position = position;
        this.random = new Random(seed);
    }

    /** The number of the record, from 0. */
    public long position() {
        return position;
    }

    /** What chance decides. */
    public Random random() {
        return random;
    }

    /** How many records the current one is nested in. */
    public int depth() {
        return depth;
    }

    /** The number of the item of an array or a map that is made now; 0: none. */
    public int item() {
        return item;
    }

    /** Another item of an array or a map is made now; returns the one around it. */
    public int enterItem() {
        int outer = item;
        item = ++items;
        return outer;
    }

    /** An item is made. */
    public void leaveItem(int outer) {
        item = outer;
    }

    /** The record whose fields are made now. */
    public IndexedRecord record() {
        return record;
    }

    /** The fields of another record are made now; returns the one around it. */
    public IndexedRecord enter(IndexedRecord inner) {
        IndexedRecord outer = record;
        record = inner;
        depth++;
        return outer;
    }

    /** All fields of a record are made. */
    public void leave(IndexedRecord outer) {
        record = outer;
        depth--;
    }

    /** A number of the closed range, which may be the whole of long. */
    public long between(long low, long high) {
        long span = high - low;
        if (span == -1) {
            return random.nextLong();
        }
        long drawn = span >= 0 && span < Integer.MAX_VALUE
                ? random.nextInt((int) span + 1)
                : Long.remainderUnsigned(random.nextLong(), span + 1);
        return low + drawn;
    }
}
