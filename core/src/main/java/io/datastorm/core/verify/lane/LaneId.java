package io.datastorm.core.verify.lane;

/**
 * The number of a lane: one worker's records for one partition, which keep their order. The worker stands above
 * {@value #PARTITION_BITS} bits of the partition.
 */
public final class LaneId {
    private static final int PARTITION_BITS = 20;
    private static final int PARTITION_MASK = (1 << PARTITION_BITS) - 1;

    private LaneId() {}

    /** The lane of a worker, from 0, and a partition. */
    public static int of(int worker, int partition) {
        return worker << PARTITION_BITS | partition;
    }

    /** Its worker. */
    public static int worker(int lane) {
        return lane >>> PARTITION_BITS;
    }

    /** Its partition. */
    public static int partition(int lane) {
        return lane & PARTITION_MASK;
    }
}
