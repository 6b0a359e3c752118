package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.DirtCounts;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.List;

/**
 * The events of a stream that were wrong on purpose, in one process since the snapshot before.
 *
 * @param counts all of them
 * @param records what is known of each; the others of more than {@link #MOST_RECORDS} are in the next snapshot
 */
public record DirtSnapshot(DirtCounts counts, List<DirtyRecord> records) {
    /** A few megabytes: more of them wait for the next snapshot. */
    public static final int MOST_RECORDS = 200_000;

    /** None were. */
    public static final DirtSnapshot NONE = new DirtSnapshot(DirtCounts.NONE, List.of());
}
