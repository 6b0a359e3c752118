package io.datastorm.generator.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One slot of many values that lie behind each other in an array: refreshes it in a run of them at once.
 *
 * <p>Going through the slots one after the other, instead of through the values, the loop knows what it writes: a
 * sequence counts up without a division, and a text is three words. Immutable and thread-safe; {@link #write} does not
 * allocate.
 */
public final class StampColumn {
    /** There is no slot in this value: another branch of a union, for example. */
    public static final int ABSENT = -1;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Stamp stamp;
    private final int[] offsets;
    private final byte[] widths;

    /**
     * A column.
     *
     * @param stamp what is written
     * @param offsets where each value's slot begins in the array, or {@link #ABSENT}
     * @param widths how wide it is
     */
    public StampColumn(Stamp stamp, int[] offsets, byte[] widths) {
        this.stamp = stamp;
        this.offsets = offsets.clone();
        this.widths = widths.clone();
    }

    /**
     * Refreshes the slots of some values.
     *
     * @param bytes a copy of the array, from its byte {@code run.base()} on
     * @param now the time, and the sequence of the first value
     */
    public void write(byte[] bytes, Run run, Freshness now) {
        if (stamp instanceof Stamp.Sequence sequence) {
            count(bytes, run, now, sequence);
        } else if (stamp instanceof Stamp.IsoText) {
            text(bytes, run, now);
        } else if (stamp instanceof Stamp.CounterBytes) {
            counter(bytes, run, now);
        } else {
            each(bytes, run, now);
        }
    }

    private void count(byte[] bytes, Run run, Freshness now, Stamp.Sequence sequence) {
        Iteration numbers = sequence.numbers();
        long span = numbers.span();
        long way = Long.remainderUnsigned(run.step() * Math.abs(numbers.step()), span);
        long place = numbers.place(now.sequence());
        int sign = numbers.step() > 0 ? 1 : -1;
        NumberLayout layout = sequence.layout();
        // The usual one is asked for once, and not for each record.
        boolean zigzag = layout == NumberLayout.ZIGZAG;
        for (int i = run.from(); i < run.to(); i++) {
            if (offsets[i] != ABSENT) {
                long number = numbers.start() + sign * place;
                int offset = offsets[i] - run.base();
                if (zigzag) {
                    Varint.write(bytes, offset, widths[i], number);
                } else {
                    layout.write(bytes, offset, widths[i], number);
                }
            }
            // As unsigned numbers: a span may be as wide as the type.
            long left = span - place;
            place = Long.compareUnsigned(way, left) >= 0 ? way - left : place + way;
        }
    }

    private void text(byte[] bytes, Run run, Freshness now) {
        byte[] text = now.isoText();
        long first = (long) WORDS.get(text, 0);
        long second = (long) WORDS.get(text, 8);
        long third = (long) WORDS.get(text, 16);
        for (int i = run.from(); i < run.to(); i++) {
            if (offsets[i] != ABSENT) {
                int offset = offsets[i] - run.base();
                WORDS.set(bytes, offset, first);
                WORDS.set(bytes, offset + 8, second);
                WORDS.set(bytes, offset + 16, third);
            }
        }
    }

    private void counter(byte[] bytes, Run run, Freshness now) {
        long number = now.sequence();
        for (int i = run.from(); i < run.to(); i++, number += run.step()) {
            int offset = offsets[i] - run.base();
            if (offsets[i] != ABSENT && widths[i] == Stamp.CounterBytes.WIDTH) {
                BIG_ENDIAN.set(bytes, offset, number);
            } else if (offsets[i] != ABSENT) {
                Stamp.CounterBytes.write(bytes, offset, widths[i], number);
            }
        }
    }

    private void each(byte[] bytes, Run run, Freshness now) {
        long first = now.sequence();
        for (int i = run.from(); i < run.to(); i++) {
            if (offsets[i] != ABSENT) {
                stamp.write(bytes, offsets[i] - run.base(), widths[i], now);
            }
            now.count(run.step());
        }
        now.count(first - now.sequence());
    }

    /**
     * Which values.
     *
     * <p>One instance is used again and again; not thread-safe.
     */
    public static final class Run {
        private final int step;
        private int from;
        private int to;
        private int base;

        /** For values whose sequences count up by this. */
        public Run(int step) {
            this.step = step;
        }

        /** The values from the first to before the second index, in a copy that begins at this byte of the whole. */
        public void set(int first, int end, int start) {
            from = first;
            to = end;
            base = start;
        }

        int step() {
            return step;
        }

        /** The first value's index. */
        public int from() {
            return from;
        }

        /** The index after the last value's. */
        public int to() {
            return to;
        }

        /** Which byte of the whole is the copy's first. */
        public int base() {
            return base;
        }
    }
}
