package io.datastorm.canary.figures;

import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.Outcome;
import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/** How many records had which outcome, and their latencies. Not thread-safe. */
final class Outcomes {
    /** Two digits: no latency is ever repeated more exactly. */
    private static final int DIGITS = 2;

    private static final long MOST_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final long[] counts = new long[Outcome.values().length];
    private final AbstractHistogram response;
    private final AbstractHistogram endToEnd;

    private Outcomes(AbstractHistogram response, AbstractHistogram endToEnd) {
        this.response = response;
        this.endToEnd = endToEnd;
    }

    /** Of many records. */
    static Outcomes many() {
        return new Outcomes(new Histogram(MOST_MICROS, DIGITS), new Histogram(MOST_MICROS, DIGITS));
    }

    /** Of a part of a window: it is smaller. */
    static Outcomes few() {
        return new Outcomes(new IntCountsHistogram(MOST_MICROS, DIGITS), new IntCountsHistogram(MOST_MICROS, DIGITS));
    }

    void add(Decision decision) {
        counts[index(decision.outcome())]++;
        response.recordValue(micros(decision.responseNanos()));
        endToEnd.recordValue(micros(decision.endToEndNanos()));
    }

    private static int index(Outcome outcome) {
        return switch (outcome) {
            case GOOD -> 0;
            case NOT_SENT -> 1;
            case NOT_ACKNOWLEDGED -> 2;
            case NOT_READ -> 3;
        };
    }

    private static long micros(long nanos) {
        return Math.max(1, Math.min(nanos / 1_000, MOST_MICROS));
    }

    /** Takes these out again. */
    void subtract(Outcomes others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] -= others.counts[i];
        }
        response.subtract(others.response);
        endToEnd.subtract(others.endToEnd);
    }

    void reset() {
        Arrays.fill(counts, 0);
        response.reset();
        endToEnd.reset();
    }

    long count(Outcome outcome) {
        return counts[index(outcome)];
    }

    long records() {
        return response.getTotalCount();
    }

    /** Percent of the records that were good; null if there are none. */
    Double availability() {
        return records() == 0 ? null : (Double) (100.0 * count(Outcome.GOOD) / records());
    }

    Latencies response() {
        return Latencies.of(response);
    }

    Latencies endToEnd() {
        return Latencies.of(endToEnd);
    }
}
