package io.datastorm.canary.outcome;

/**
 * What became of one record. Who did not get an answer waited until the deadline: that is its latency then.
 *
 * @param partition of the topic
 * @param outcome good, or what was missing
 * @param responseNanos from when it was due to its acknowledgement
 * @param endToEndNanos from when it was due until it was read
 */
public record Decision(int partition, Outcome outcome, long responseNanos, long endToEndNanos) {
    /** Whether it was acknowledged and read. */
    public boolean good() {
        return outcome == Outcome.GOOD;
    }
}
