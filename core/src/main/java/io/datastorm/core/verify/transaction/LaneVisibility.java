package io.datastorm.core.verify.transaction;

import io.datastorm.core.verify.lane.Ranges;

/** Which records of a lane stand in the log and are not returned to consumers. Not thread-safe. */
public final class LaneVisibility {
    private final Ranges aborted = new Ranges();
    private final Ranges open = new Ranges();
    private final Ranges blocked = new Ranges();

    /** A record that is not visible. */
    public void hidden(long sequence, Visibility why) {
        Ranges ranges =
                switch (why) {
                    case VISIBLE -> throw new IllegalArgumentException("it is visible");
                    case ABORTED -> aborted;
                    case OPEN -> open;
                    case BLOCKED -> blocked;
                };
        ranges.add(sequence, sequence + 1);
    }

    /** Those of aborted transactions. */
    public Ranges aborted() {
        return aborted;
    }

    /** Those that wait for the end of somebody else's transaction. */
    public Ranges blocked() {
        return blocked;
    }

    /** Those of transactions that are open. */
    public Ranges open() {
        return open;
    }
}
