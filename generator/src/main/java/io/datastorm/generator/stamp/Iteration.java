package io.datastorm.generator.stamp;

/**
 * Numbers that count: each value is one step after the one before, and before the restart they begin again at the
 * start, as {@code arg.properties} defines it.
 *
 * @param start where they begin again
 * @param step up or down, not 0
 * @param span how far it is from the start to the restart; above 0
 * @param offset how far the first value is from the start, in the direction of the step
 */
public record Iteration(long start, long step, long span, long offset) {
    public Iteration {
        if (step == 0) {
            throw new IllegalArgumentException("the step must not be 0");
        }
    }

    /** Counts up by one, and begins again after the last. */
    public static Iteration between(long first, long last) {
        return new Iteration(first, 1, last - first + 1, 0);
    }

    /** The value of the <i>n</i>-th record, from 0. */
    public long value(long position) {
        return step > 0 ? start + place(position) : start - place(position);
    }

    /** How far the value of the <i>n</i>-th record is from the start, in the direction of the step; unsigned. */
    public long place(long position) {
        return Long.remainderUnsigned(offset + position * Math.abs(step), span);
    }

    /** The value that is farthest from the start. */
    public long farthest() {
        return step > 0 ? start + span - 1 : start - span + 1;
    }
}
