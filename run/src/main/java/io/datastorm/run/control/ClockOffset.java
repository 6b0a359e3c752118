package io.datastorm.run.control;

/**
 * By how much a clock is ahead of the coordinator's, and by how much that may be wrong, both in nanoseconds.
 *
 * @param errorNanos half of the round trip without the time that the other side took: the offset is not further off,
 *     however the round trip was split between the two ways (RFC 5905, section 8)
 */
public record ClockOffset(long nanos, long errorNanos) {
    /** By which the kernel slews a clock at most (adjtimex: 500 ppm), on both sides. */
    private static final double MOST_DRIFT = 0.001;

    /**
     * One exchange.
     *
     * @param asked when the question left, by our clock
     * @param heard when it arrived, by the coordinator's
     * @param answered when the answer left, by the coordinator's
     * @param known when it arrived, by ours
     */
    public static ClockOffset of(long asked, long heard, long answered, long known) {
        long roundTrip = known - asked - (answered - heard);
        return new ClockOffset((asked - heard + (known - answered)) / 2, Math.max(0, roundTrip) / 2 + 1);
    }

    /** The one that is known better. */
    public ClockOffset better(ClockOffset other) {
        return other.errorNanos < errorNanos ? other : this;
    }

    /**
     * This one, which was used, where another was measured so much later: clocks drift. What the other measurement
     * shows is the bound, or how far Linux lets a clock drift on purpose, if that is less: at a busy time measurements
     * are worth little.
     */
    public ClockOffset and(ClockOffset later, long elapsedNanos) {
        long shown = Math.abs(later.nanos - nanos) + later.errorNanos;
        long possible = errorNanos + (long) (MOST_DRIFT * elapsedNanos);
        return new ClockOffset(nanos, Math.max(errorNanos, Math.min(shown, possible)));
    }
}
