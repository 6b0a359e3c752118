package io.datastorm.core.engine;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.snapshot.MeasuredStream;
import io.datastorm.core.pace.Load;
import io.datastorm.core.workload.StreamPlan;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A stream while it runs: its plan, its senders, what its workers have done, and when it is measured. */
public final class RunningStream {
    private final StreamPlan plan;
    private final Senders senders;
    private final Window window = new Window();
    private final List<WorkerStats> stats;
    private final AtomicInteger sending;

    /** Takes the senders; the engine closes them. */
    public RunningStream(StreamPlan plan, Senders senders) {
        this.plan = plan;
        this.senders = senders;
        boolean openLoop = plan.load().openLoop();
        this.stats = IntStream.range(0, plan.sender().workers())
                .mapToObj(worker -> new WorkerStats(window, openLoop))
                .toList();
        this.sending = new AtomicInteger(stats.size());
    }

    /** What was asked for. */
    public StreamPlan plan() {
        return plan;
    }

    /** How its records reach the cluster. */
    public Senders senders() {
        return senders;
    }

    /** When it is measured. */
    public Window window() {
        return window;
    }

    /** One for each worker, in their order. */
    public List<WorkerStats> stats() {
        return stats;
    }

    /** What a sampler needs. */
    public MeasuredStream measured() {
        return new MeasuredStream(plan.title(), stats, senders::health);
    }

    /** The part of its load that a worker of this process has. */
    Load.Share share(int worker) {
        return new Load.Share(
                plan.firstWorker() + worker, plan.workersOfAll(), plan.records().seed());
    }

    /**
     * Splits its number of records over the workers of all processes so that none is lost: the first ones get one more.
     * Schedules that end have their own numbers.
     */
    long records(int worker) {
        if (plan.load().finite()) {
            return Long.MAX_VALUE;
        }
        int all = plan.workersOfAll();
        return plan.extent()
                .records()
                .map(total -> total / all + (plan.firstWorker() + worker < total % all ? 1 : 0))
                .orElse(Long.MAX_VALUE);
    }

    /** One of its workers sends no more records. Any thread. */
    void workerSent() {
        sending.decrementAndGet();
    }

    /** If it ends by records, and all of them have their outcome, it is not measured any longer. */
    void closeIfDone(long nowNanos) {
        boolean open =
                window.toNanos() == Long.MAX_VALUE && plan.extent().records().isPresent();
        if (open && sending.get() == 0 && counts().pending() == 0) {
            closeWindow(nowNanos);
        }
    }

    /** What became of its records so far. */
    public Counts counts() {
        return stats.stream().map(WorkerStats::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** A stream by records has no end of its own: it is the last acknowledgement. */
    void closeWindow(long nowNanos) {
        if (window.toNanos() == Long.MAX_VALUE) {
            long last = stats.stream()
                    .mapToLong(WorkerStats::lastAcknowledgementNanos)
                    .max()
                    .orElse(0);
            window.endAt(last == 0 ? nowNanos : Math.max(window.fromNanos() + 1, last));
        }
    }
}
