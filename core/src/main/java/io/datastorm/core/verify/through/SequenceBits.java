package io.datastorm.core.verify.through;

import io.datastorm.core.verify.lane.Ranges;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A set of sequences of one lane, one bit each: they may come in any order, and from several threads. Adding does not
 * allocate, but for 8 KiB once in 65,536 sequences. Thread-safe.
 */
final class SequenceBits {
    /** Sequences must be lower; nobody writes more records in one lane. */
    private static final long MOST = 1L << 36;

    private static final int CHUNK_BITS = 16;
    private static final int WORDS = 1 << (CHUNK_BITS - 6);
    private static final long CHUNK_MASK = (1L << CHUNK_BITS) - 1;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile long[][] chunks = {};

    /** Whether a sequence can be in. */
    static boolean holds(long sequence) {
        return sequence >= 0 && sequence < MOST;
    }

    /** Adds a sequence; false if it was in. */
    boolean add(long sequence) {
        long bit = 1L << sequence;
        long before = (long) WORD.getAndBitwiseOr(chunk((int) (sequence >>> CHUNK_BITS)), word(sequence), bit);
        return (before & bit) == 0;
    }

    private static int word(long sequence) {
        return (int) ((sequence & CHUNK_MASK) >>> 6);
    }

    private long[] chunk(int number) {
        long[][] known = chunks;
        if (number < known.length && known[number] != null) {
            return known[number];
        }
        return grow(number);
    }

    private synchronized long[] grow(int number) {
        long[][] known = chunks;
        if (number >= known.length || known[number] == null) {
            known = Arrays.copyOf(known, Math.max(known.length, number + 1));
            known[number] = new long[WORDS];
            chunks = known;
        }
        return known[number];
    }

    /** Those of some sequences that are in. When nobody adds any more. */
    Ranges in(Ranges of) {
        return pick(of, true);
    }

    /** Those of some sequences that are not in. When nobody adds any more. */
    Ranges notIn(Ranges of) {
        return pick(of, false);
    }

    private Ranges pick(Ranges of, boolean wanted) {
        Ranges picked = new Ranges();
        for (Ranges.Range range : of.all()) {
            long first = next(range.first(), range.end(), wanted);
            while (first < range.end()) {
                long end = next(first, range.end(), !wanted);
                picked.add(first, end);
                first = next(end, range.end(), wanted);
            }
        }
        return picked;
    }

    /** The next sequence, from this one on, that is in or is not; the end if there is none. */
    private long next(long from, long end, boolean wanted) {
        long at = from;
        while (at < end) {
            long word = wordAt(at);
            long left = (wanted ? word : ~word) >>> at;
            if (left != 0) {
                return Math.min(end, at + Long.numberOfTrailingZeros(left));
            }
            at = (at | (Long.SIZE - 1)) + 1;
        }
        return end;
    }

    private long wordAt(long sequence) {
        long[][] known = chunks;
        int number = (int) (sequence >>> CHUNK_BITS);
        return number >= known.length || known[number] == null ? 0 : known[number][word(sequence)];
    }
}
