package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Window;
import io.datastorm.core.workload.StreamPlan;
import java.time.Duration;

/**
 * Whether the asked rate was met: nearly all records that were due were acknowledged, and what was due and not yet
 * acknowledged did not pile up. The pile is told in seconds: how long ago a record was due that is acknowledged at that
 * moment. So answers that are in flight at the end of the window, a rate that rises, and random arrivals are no missed
 * rate.
 */
final class RateCheck {
    /** So many of the due records may be missing. */
    private static final double MISSING = 0.005;
    /** By so much of the window the pile may grow. */
    private static final double GROWTH = 0.005;
    /** And by this always: the system's own hiccups. */
    private static final double LEAST_GROWTH_SECONDS = 0.1;

    private final StreamPlan plan;
    private final Window window;
    private final Counts counts;

    RateCheck(StreamPlan plan, Window window, Counts counts) {
        this.plan = plan;
        this.window = window;
        this.counts = counts;
    }

    /**
     * Judges.
     *
     * @param roundTripSeconds how long an acknowledgement takes
     */
    boolean met(double roundTripSeconds) {
        long due = counts.window().due();
        long withoutAnswer = counts.unresolvedRecords() - counts.pending();
        long missing = counts.window().neverSent() + counts.failedRecords() + withoutAnswer;
        return due > 0 && missing <= MISSING * due && growthSeconds() <= allowedSeconds(roundTripSeconds);
    }

    private double allowedSeconds(double roundTripSeconds) {
        // Without a warm-up nothing is in flight at the beginning, and with a number of records nothing at the end.
        boolean oneSided = window.warmupNanos() == 0 || plan.extent().records().isPresent();
        return Math.max(LEAST_GROWTH_SECONDS, GROWTH * seconds()) + (oneSided ? 2 * roundTripSeconds : 0);
    }

    private double growthSeconds() {
        if (plan.extent().records().isPresent()) {
            long lastDue = counts.window().lastDueNanos();
            return lastDue == 0 ? 0 : seconds() - lastDue / 1e9;
        }
        long dueBefore = counts.before().due();
        long pileBefore = dueBefore - counts.before().acknowledged();
        long pileAfter = pileBefore + counts.window().due() - counts.window().acknowledged();
        double warmupSeconds = window.warmupNanos() / 1e9;
        double before = warmupSeconds > 0 && dueBefore > 0 ? pileBefore * warmupSeconds / dueBefore : 0;
        return pileAfter / lastRate() - before;
    }

    /** Records per second that are due at the window's end. */
    private double lastRate() {
        double mean = counts.window().due() / Math.max(1e-9, seconds());
        Duration length = Duration.ofNanos(window.toNanos() - window.fromNanos());
        double last = plan.load().rateAt(length);
        return Double.isNaN(last) || last < mean * MISSING ? mean : last;
    }

    private double seconds() {
        return (window.toNanos() - window.fromNanos()) / 1e9;
    }
}
