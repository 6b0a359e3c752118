package io.datastorm.generator.dirt;

/**
 * What must be known of an event that was wrong on purpose, so that others can be judged by it.
 *
 * @param number of the event in its stream, from 0; a duplicate has that of its original
 * @param partition where it is stored; −1 if it is not
 * @param offset where it is stored; −1 if it is not, or nobody knows
 * @param timestampMillis when it happened, in milliseconds since 1970: its record's timestamp
 * @param delayMillis how much later it was sent
 */
public record DirtyRecord(
        DirtKind kind, long number, int partition, long offset, long timestampMillis, long delayMillis) {
    /** Where something is that is not stored. */
    public static final int NOWHERE = -1;

    /** An event that is never sent. */
    public static DirtyRecord dropped(long number, long timestampMillis) {
        return new DirtyRecord(DirtKind.DROPPED, number, NOWHERE, NOWHERE, timestampMillis, 0);
    }

    /** Before it is known where it is stored. */
    public static DirtyRecord of(DirtKind kind, long number, long timestampMillis, long delayMillis) {
        return new DirtyRecord(kind, number, NOWHERE, NOWHERE, timestampMillis, delayMillis);
    }

    /** The same when it is known where it is stored. */
    public DirtyRecord at(int ofPartition, long itsOffset) {
        return new DirtyRecord(kind, number, ofPartition, itsOffset, timestampMillis, delayMillis);
    }
}
