package io.datastorm.canary.figures;

import io.datastorm.canary.outcome.Outcome;

/**
 * What became of records since the canary began.
 *
 * @param records of which it is known
 * @param good acknowledged and read by their deadline
 * @param notSent the producer did not take them in time
 * @param notAcknowledged sent, but not acknowledged
 * @param notRead acknowledged, but not read
 * @param late read after their deadline
 * @param duplicated read twice
 * @param lost acknowledged, and not in the topic
 */
public record Totals(
        long records,
        long good,
        long notSent,
        long notAcknowledged,
        long notRead,
        long late,
        long duplicated,
        long lost) {
    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0);

    Totals with(Outcome outcome) {
        return new Totals(
                records + 1,
                good + one(outcome == Outcome.GOOD),
                notSent + one(outcome == Outcome.NOT_SENT),
                notAcknowledged + one(outcome == Outcome.NOT_ACKNOWLEDGED),
                notRead + one(outcome == Outcome.NOT_READ),
                late,
                duplicated,
                lost);
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }

    Totals withLate() {
        return new Totals(records, good, notSent, notAcknowledged, notRead, late + 1, duplicated, lost);
    }

    Totals withDuplicate() {
        return new Totals(records, good, notSent, notAcknowledged, notRead, late, duplicated + 1, lost);
    }

    Totals withLost() {
        return new Totals(records, good, notSent, notAcknowledged, notRead, late, duplicated, lost + 1);
    }

    Totals plus(Totals other) {
        return new Totals(
                records + other.records,
                good + other.good,
                notSent + other.notSent,
                notAcknowledged + other.notAcknowledged,
                notRead + other.notRead,
                late + other.late,
                duplicated + other.duplicated,
                lost + other.lost);
    }

    /** How many were not good. */
    public long failed() {
        return records - good;
    }
}
