package io.datastorm.core.verify;

import io.datastorm.core.verify.lane.Ranges;
import java.util.List;

/**
 * Which sequences of a lane were seen: all below the expected one, but for the holes. In order it costs one comparison
 * and one addition a record; memory grows with holes only. Not thread-safe.
 */
public final class LaneCheck {
    private final Ranges holes = new Ranges();
    /** Seen first at another offset than the journal led to expect. */
    private final Displaced displaced = new Displaced();

    private long expected;

    /** What a sequence is when it is seen. */
    public enum Seen {
        /** In order. */
        NEXT,
        /** There is a hole before it. */
        AHEAD,
        /** It fills a hole. */
        LATE,
        /** It was seen before. */
        AGAIN
    }

    /**
     * How far a lane was seen.
     *
     * @param expected the next sequence
     * @param holes sequences before it that were not seen
     */
    public record Progress(long expected, List<Ranges.Range> holes) {}

    /** Of a lane in which nothing was read at another offset than was expected. */
    Progress progress() {
        return new Progress(expected, holes.all());
    }

    /** Goes on from there. */
    void begin(Progress before) {
        expected = before.expected();
        before.holes().forEach(hole -> holes.add(hole.first(), hole.end()));
    }

    /** Sees a sequence. */
    public Seen see(long sequence) {
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

    /** The next sequence, if all goes on in order. */
    public long expected() {
        return expected;
    }

    /** All sequences that were seen. */
    Ranges seen() {
        Ranges seen = new Ranges();
        seen.add(0, expected);
        holes.all().forEach(hole -> seen.removeAll(hole.first(), hole.end()));
        return seen;
    }

    Displaced displaced() {
        return displaced;
    }

    /** Sequences of these that were not seen. */
    public Ranges missing(Ranges of) {
        Ranges missing = new Ranges();
        if (of.isEmpty()) {
            return missing;
        }
        for (Ranges.Range hole : holes.all()) {
            of.within(hole.first(), hole.end()).forEach(part -> missing.add(part.first(), part.end()));
        }
        of.within(expected, Long.MAX_VALUE).forEach(part -> missing.add(part.first(), part.end()));
        return missing;
    }
}
