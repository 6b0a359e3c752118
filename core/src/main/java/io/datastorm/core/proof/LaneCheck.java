package io.datastorm.core.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Which sequences of a lane were seen: all below the expected one, but for the holes. In order it costs one comparison and one addition a record; memory grows with
 * holes only. Not thread-safe.
 */
final class LaneCheck {
    private final Ranges holes = new Ranges();
    /** Seen first at another offset than they were acknowledged at. */
    private final Ranges elsewhere = new Ranges();

    private long expected;

    /** What a sequence is when it is seen. */
    enum Seen {
        NEXT,
        AHEAD,
        LATE,
        AGAIN
    }

    Seen see(long sequence) {
        if (sequence == expected) {
            expected++;
            return Seen.NEXT;
        }
        if (sequence > expected) {
            holes.add(expected, sequence);
            expected = sequence + 1;
            return Seen.AHEAD;
        }
        return holes.remove(sequence) ? Seen.LATE : Seen.AGAIN;
    }

    long expected() {
        return expected;
    }

    Ranges elsewhere() {
        return elsewhere;
    }

    /** Sequences of these that were not seen. */
    List<Ranges.Range> missing(Ranges of) {
        List<Ranges.Range> missing = new ArrayList<>();
        if (of.isEmpty()) {
            return missing;
        }
        for (Ranges.Range hole : holes.all()) {
            missing.addAll(of.within(hole.first(), hole.end()));
        }
        missing.addAll(of.within(expected, Long.MAX_VALUE));
        return missing;
    }
}
