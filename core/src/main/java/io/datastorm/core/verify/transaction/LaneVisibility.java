package io.datastorm.core.verify.transaction;

import io.datastorm.core.verify.lane.Ranges;

/**
 * Which records of a lane stand in the log and are not returned to consumers. Records in a row cost a comparison each.
 * Not thread-safe.
 */
public final class LaneVisibility {
    private final Ranges aborted = new Ranges();
    private final Ranges open = new Ranges();
    private final Ranges blocked = new Ranges();
    /** The records in a row that were told last, and are in none of the sets yet. */
    private long first;

    private long end;
    private Visibility why = Visibility.ABORTED;

    /** A record that is not visible. */
    public void hidden(long sequence, Visibility reason) {
        if (sequence != end || reason != why) {
            flush();
            first = sequence;
            why = reason;
        }
        end = sequence + 1;
    }

    private void flush() {
        Ranges ranges =
                switch (why) {
                    case VISIBLE -> throw new IllegalArgumentException("it is visible");
                    case ABORTED -> aborted;
                    case OPEN -> open;
                    case BLOCKED -> blocked;
                };
        ranges.add(first, end);
        first = end;
    }

    /** Those of aborted transactions. */
    public Ranges aborted() {
        flush();
        return aborted;
    }

    /** Those of transactions that are open. */
    public Ranges open() {
        flush();
        return open;
    }

    /** Those that wait for the end of somebody else's transaction. */
    public Ranges blocked() {
        flush();
        return blocked;
    }
}
