package io.datastorm.core.pace;

/** The time at which a record is due, computed from its position alone, so that errors cannot add up. */
public interface RateCurve {
    /**
     * Nanoseconds from the start until the given position is due; positions may lie between records.
     *
     * @return never less than for a smaller position; {@link Double#POSITIVE_INFINITY} past the end of the load
     */
    double nanosAt(double position);
}
