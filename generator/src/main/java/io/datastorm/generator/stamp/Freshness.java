package io.datastorm.generator.stamp;

/**
 * The sequence and the time of the next stamp. The text of a time is made once a millisecond.
 *
 * <p>One instance a worker; not thread-safe; {@link #set} does not allocate.
 */
public final class Freshness {
    private long sequence;
    private long epochMillis = Long.MIN_VALUE;
    private final byte[] isoText = new byte[IsoTime.WIDTH];

    /** Sets both. */
    public void set(long newSequence, long newEpochMillis) {
        sequence = newSequence;
        if (newEpochMillis != epochMillis) {
            epochMillis = newEpochMillis;
            IsoTime.write(isoText, 0, newEpochMillis);
        }
    }

    /** Moves the sequence on. */
    public void count(long step) {
        sequence += step;
    }

    /** The number of the record. */
    public long sequence() {
        return sequence;
    }

    /** The time, in milliseconds since 1970. */
    public long epochMillis() {
        return epochMillis;
    }

    byte[] isoText() {
        return isoText;
    }
}
