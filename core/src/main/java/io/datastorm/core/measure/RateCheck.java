package io.datastorm.core.measure;

import io.datastorm.core.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether the asked rate was met: nearly all records that were due were acknowledged, and what was due and not yet
 * acknowledged did not pile up. The pile is told in seconds: how long ago a record was due that is acknowledged at that
 * moment. So answers that are under way at the end of the window, a rate that rises, and random arrivals are no missed
 * rate.
 */
final class RateCheck {
    /** So many of the due records may be missing. */
    private static final double MISSING = 0.005;
    /** By so much of the window the pile may grow. */
    private static final double GROWTH = 0.005;
    /** And by this always: the system's own hiccups. */
    private static final double LEAST_GROWTH_SECONDS = 0.1;

    private final Workload workload;
    private final Window window;
    private final List<WorkerStats> workers;

    RateCheck(Workload workload, Window window, List<WorkerStats> workers) {
        this.workload = workload;
        this.window = window;
        this.workers = workers;
    }

    /**
     * Judges.
     *
     * @param roundTripSeconds how long an acknowledgement takes
     */
    boolean met(double roundTripSeconds) {
        long due = sum(WorkerStats::windowDue);
        long missing = sum(WorkerStats::windowNeverSent)
                + sum(worker -> WorkerStats.sum(worker.failures()) + WorkerStats.sum(worker.withoutAnswer()));
        return due > 0 && missing <= MISSING * due && growthSeconds() <= allowedSeconds(roundTripSeconds);
    }

    private double allowedSeconds(double roundTripSeconds) {
        // Without a warm-up nothing is under way at the beginning, and with a number of records nothing at the end.
        boolean oneSided =
                window.warmupNanos() == 0 || workload.extent().records().isPresent();
        return Math.max(LEAST_GROWTH_SECONDS, GROWTH * seconds()) + (oneSided ? 2 * roundTripSeconds : 0);
    }

    private double growthSeconds() {
        if (workload.extent().records().isPresent()) {
            return (window.toNanos() - lastDueNanos()) / 1e9;
        }
        long dueBefore = sum(WorkerStats::dueBefore);
        long pileBefore = dueBefore - sum(WorkerStats::acknowledgedBefore);
        long pileAfter = pileBefore + sum(WorkerStats::windowDue) - sum(WorkerStats::windowAcknowledged);
        double warmupSeconds = window.warmupNanos() / 1e9;
        double before = warmupSeconds > 0 && dueBefore > 0 ? pileBefore * warmupSeconds / dueBefore : 0;
        return pileAfter / lastRate() - before;
    }

    private long lastDueNanos() {
        return workers.stream().mapToLong(WorkerStats::lastDueNanos).max().orElse(window.toNanos());
    }

    /** Records per second that are due at the window's end. */
    private double lastRate() {
        double mean = sum(WorkerStats::windowDue) / Math.max(1e-9, seconds());
        Duration length = Duration.ofNanos(window.toNanos() - window.fromNanos());
        double last = workload.load().rateAt(length);
        return Double.isNaN(last) || last < mean * MISSING ? mean : last;
    }

    private double seconds() {
        return (window.toNanos() - window.fromNanos()) / 1e9;
    }

    private long sum(ToLongFunction<WorkerStats> figure) {
        return workers.stream().mapToLong(figure).sum();
    }
}
