package io.datastorm.run.load;

import io.datastorm.core.measure.snapshot.Snapshot;
import java.util.List;

/** Hears what happens while records are sent. Called by one thread at a time. */
public interface LoadListener {
    /**
     * Everything is connected.
     *
     * @param soonestNanos when the first record can be due
     * @return when it is due
     * @throws InterruptedException if nobody waits for the run any more
     */
    default long begin(long soonestNanos) throws InterruptedException {
        return soonestNanos;
    }

    /** The first records are sent now. */
    default void starting() {}

    /**
     * A second has passed.
     *
     * @param snapshots what each process has told of it; at least one
     */
    void second(List<Snapshot> snapshots);

    /** All records are sent; their answers are awaited now. */
    void draining();
}
