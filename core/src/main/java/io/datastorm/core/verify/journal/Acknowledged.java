package io.datastorm.core.verify.journal;

/**
 * Records of one lane that were acknowledged at consecutive offsets.
 *
 * @param lane a {@link LaneId}
 * @param first sequence of the first record
 * @param count how many records
 * @param offset of the first record
 */
record Acknowledged(int lane, long first, long count, long offset) {
    /** Whether another one is its continuation. */
    boolean goesOn(Acknowledged next) {
        return lane == next.lane && first + count == next.first && offset + count == next.offset;
    }

    Acknowledged plus(Acknowledged next) {
        return new Acknowledged(lane, first, count + next.count, offset);
    }
}
