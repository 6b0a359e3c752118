package io.datastorm.core.engine;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.Pacer;
import io.datastorm.core.pace.Schedule;
import java.util.List;

/**
 * One thread: schedule → pacer → sender. Shares nothing mutable but the request to stop. Late records are not skipped: they are sent at once, and
 * their lag is measured.
 */
final class Worker implements Runnable {
    /** Records due before the end are still sent after it, this long at most: a late wake-up loses none, an overload ends soon. */
    private static final long GRACE_NANOS = 100_000_000;

    private final int number;
    private final int workers;
    private final List<Phase> phases;
    private final Sender sender;
    private final WorkerStats stats;
    private final StopSignal stop;
    private final Pacer pacer;
    private long sequence;

    /**
     * A part of a run.
     *
     * @param schedule intended times, from the phase's start
     * @param openLoop whether they mean anything
     * @param startNanos when it starts
     * @param endNanos when it ends at the latest
     * @param records how many records it has at most
     */
    record Phase(Schedule schedule, boolean openLoop, long startNanos, long endNanos, long records) {}

    Worker(
            int number,
            int workers,
            List<Phase> phases,
            Sender sender,
            WorkerStats stats,
            Pacer pacer,
            StopSignal stop) {
        this.number = number;
        this.workers = workers;
        this.phases = phases;
        this.sender = sender;
        this.stats = stats;
        this.stop = stop;
        this.pacer = pacer;
        this.sequence = number;
    }

    @Override
    public void run() {
        try {
            for (Phase phase : phases) {
                pacer.await(phase.startNanos());
                if (phase.openLoop()) {
                    openLoop(phase);
                } else {
                    closedLoop(phase);
                }
            }
        } catch (RuntimeException | Error e) {
            stop.request(StopSignal.Reason.WORKER_FAILED, "worker " + (number + 1) + " died: " + e);
        }
    }

    private void openLoop(Phase phase) {
        long now = pacer.now();
        for (long left = phase.records(); left > 0 && !stop.getAsBoolean(); left--) {
            long due = phase.schedule().nextNanos();
            long intended = phase.startNanos() + due;
            if (due == Schedule.END || intended >= phase.endNanos()) {
                break;
            }
            now = pacer.await(intended);
            if (now - GRACE_NANOS >= phase.endNanos() || stop.getAsBoolean()) {
                break;
            }
            send(1, intended, now);
        }
    }

    private void closedLoop(Phase phase) {
        long left = phase.records();
        while (left > 0 && !stop.getAsBoolean()) {
            long now = pacer.now();
            if (now >= phase.endNanos()) {
                break;
            }
            int count = (int) Math.min(sender.chunk(), left);
            send(count, now, now);
            left -= count;
        }
    }

    private void send(int count, long intended, long now) {
        int taken = sender.send(sequence, count, intended, now);
        stats.attempted(taken, intended, now);
        sequence += (long) taken * workers;
    }
}
