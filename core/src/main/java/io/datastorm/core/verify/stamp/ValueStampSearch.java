package io.datastorm.core.verify.stamp;

/**
 * Looks for a {@link ValueStamp} in values, whatever they are written in. It costs next to nothing where the stamp
 * stands in the same place as in the value before, and otherwise a look at each byte. One instance a thread; does not
 * allocate.
 */
public final class ValueStampSearch {
    private final StampText text = new StampText();
    private int place;

    /** Whether there is one; then it is in {@link #bytes}. A negative length means that there is no value. */
    public boolean find(byte[] bytes, int value, int length) {
        int last = length - ValueStamp.LENGTH;
        if (place <= last && stands(bytes, value + place)) {
            return true;
        }
        for (int at = 0; at <= last; at++) {
            if (stands(bytes, value + at)) {
                place = at;
                return true;
            }
        }
        return false;
    }

    private boolean stands(byte[] bytes, int at) {
        return StampText.marked(bytes, at) && text.read(bytes, at);
    }

    /** The stamp that was found, from the first byte on as a {@link RecordStamp} without its checksum. */
    public byte[] bytes() {
        return text.raw();
    }

    /** Where in these bytes it is told when the record was due, as a {@link DueStamp} tells it. */
    public int dueAt() {
        return ValueStamp.DUE;
    }
}
