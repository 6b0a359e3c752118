package io.datastorm.core.verify.through;

/**
 * How many records there are of which kind.
 *
 * @param records that carry a stamp of the run, each as often as it stands there
 * @param distinct the same, each once
 * @param inValue records of the run whose stamp is in the value, and not in a header
 * @param unchanged records of the run whose key, value, headers and timestamp are as they were sent
 * @param foreign records with a stamp of another run
 * @param unstamped records without a stamp
 */
public record ThroughCounts(long records, long distinct, long inValue, long unchanged, long foreign, long unstamped) {
    static final ThroughCounts NONE = new ThroughCounts(0, 0, 0, 0, 0, 0);

    ThroughCounts plus(ThroughCounts other) {
        return new ThroughCounts(
                records + other.records,
                distinct + other.distinct,
                inValue + other.inValue,
                unchanged + other.unchanged,
                foreign + other.foreign,
                unstamped + other.unstamped);
    }

    /** Whether there are records, and none of them has a stamp: nobody can tell which they are. */
    public boolean stampless() {
        return records + foreign == 0 && unstamped > 0;
    }
}
