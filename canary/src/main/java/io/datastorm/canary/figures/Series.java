package io.datastorm.canary.figures;

import io.datastorm.canary.outcome.Decision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Figures of equal parts of time, the last ones of them. Its size does not grow. Not thread-safe. */
public final class Series {
    private final long stepNanos;
    private final int most;
    private final Deque<Point> points = new ArrayDeque<>();
    private final Outcomes outcomes = Outcomes.many();
    private long current;

    /**
     * One part of time.
     *
     * @param second at which it ended, since the canary began
     * @param availability percent of the records that were good; null if there were none
     * @param endToEnd null if there were none
     */
    public record Point(double second, Double availability, Latencies endToEnd) {}

    Series(Duration step, int most) {
        this.stepNanos = step.toNanos();
        this.most = most;
    }

    void add(Decision decision, long sinceStartNanos) {
        moveTo(sinceStartNanos);
        outcomes.add(decision);
    }

    /** Ends parts that are over. Of a long time without anything only the end is kept. */
    void moveTo(long sinceStartNanos) {
        long next = sinceStartNanos / stepNanos;
        current = Math.max(current, next - most);
        while (current < next) {
            current++;
            points.add(new Point(current * stepNanos / 1e9, outcomes.availability(), outcomes.endToEnd()));
            outcomes.reset();
            if (points.size() > most) {
                points.remove();
            }
        }
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
