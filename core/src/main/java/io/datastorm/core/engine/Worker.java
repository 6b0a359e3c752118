package io.datastorm.core.engine;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Pacer;
import io.datastorm.core.pace.Schedule;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One thread: schedule, pacer, sender. Shares nothing mutable but the request to stop. Late records are not skipped:
 * they are sent at once, and their lag is measured.
 */
final class Worker implements Runnable {
    /**
     * Records due before the end are still sent after it, this long at most: a late wake-up loses none, an overload
     * ends soon.
     */
    private static final long GRACE_NANOS = 100_000_000;

    /** Who waits for long looks so often whether the beginning or the end of a phase was brought forward. */
    private static final long LOOK_NANOS = 100_000_000;

    private final String name;
    private final Load.Share share;
    private final List<Phase> phases;
    private final Sender sender;
    private final WorkerStats stats;
    private final StopSignal stop;
    private final Pacer pacer;
    private final Ending ending;
    private final DueTimes due;
    private long sequence;

    /**
     * A part of a run.
     *
     * @param schedule intended times, from the phase's start
     * @param openLoop whether they mean anything
     * @param start when it starts: known when the phase before it is over
     * @param end when it ends at the latest; that of a warm-up may still come nearer while it goes on
     * @param records how many records it has at most
     */
    record Phase(Schedule schedule, boolean openLoop, LongSupplier start, LongSupplier end, long records) {
        /** When the next record is due; {@link Schedule#END} after the last. */
        private long next(long startNanos) {
            long due = schedule.nextNanos();
            return due == Schedule.END ? due : startNanos + due;
        }
    }

    /**
     * The end of a worker.
     *
     * @param allSent is called when it sends no more records
     * @param over tells that there is no more time to wait for answers
     */
    record Ending(Runnable allSent, BooleanSupplier over) {}

    Worker(Load.Share share, List<Phase> phases, Outlet outlet, Pacer pacer, StopSignal stop) {
        this.name = outlet.name();
        this.share = share;
        this.phases = phases;
        this.sender = outlet.sender();
        this.stats = outlet.stats();
        this.ending = outlet.ending();
        this.stop = stop;
        this.pacer = pacer;
        this.due = new DueTimes(sender.chunk());
        this.sequence = share.worker();
    }

    /** What it is called, where its records go, and who is told. */
    record Outlet(String name, Sender sender, WorkerStats stats, Ending ending) {}

    @Override
    public void run() {
        try {
            send();
            sender.drain(ending.over());
        } catch (RuntimeException | Error e) {
            stop.request(StopSignal.Reason.WORKER_FAILED, "worker " + name + " died: " + e);
        }
    }

    private void send() {
        try {
            for (Phase phase : phases) {
                awaitStart(phase);
                if (phase.openLoop()) {
                    openLoop(phase);
                } else {
                    closedLoop(phase);
                }
            }
        } finally {
            ending.allSent().run();
        }
    }

    private long awaitDue(Phase phase, long next, long lookedNanos) {
        long now = lookedNanos;
        while (next - now > LOOK_NANOS && now < phase.end().getAsLong() && !stop.getAsBoolean()) {
            now = pacer.await(now + LOOK_NANOS);
        }
        return next - now > LOOK_NANOS ? now : pacer.await(next);
    }

    private void awaitStart(Phase phase) {
        long now = pacer.now();
        while (now < phase.start().getAsLong() && !stop.getAsBoolean()) {
            now = pacer.await(Math.min(phase.start().getAsLong(), now + LOOK_NANOS));
        }
    }

    /** Records that are due by now are one hand-over: a late worker catches up at the cost of a closed loop. */
    private void openLoop(Phase phase) {
        long start = phase.start().getAsLong();
        long left = phase.records();
        long next = phase.next(start);
        long now = pacer.now();
        while (left > 0 && next < phase.end().getAsLong() && !stop.getAsBoolean()) {
            now = awaitDue(phase, next, now);
            // A warm-up may have come to its end meanwhile: that of another stream was over early.
            long end = phase.end().getAsLong();
            if (next >= end || now - GRACE_NANOS >= end || stop.getAsBoolean()) {
                break;
            }
            due.clear();
            do {
                due.add(next);
                left--;
                next = phase.next(start);
            } while (left > 0 && next <= now && next < end && !due.full());
            handOver(now);
        }
        neverSent(phase, next, left);
    }

    /** What was due while the phase went on, and was not sent, because the sender was slower or the run was stopped. */
    private void neverSent(Phase phase, long firstNanos, long most) {
        long start = phase.start().getAsLong();
        long end = phase.end().getAsLong();
        long now = pacer.now();
        long left = most;
        for (long next = firstNanos; left > 0 && next < Math.min(end, now); next = phase.next(start)) {
            stats.neverSent(next, now);
            left--;
        }
    }

    private void closedLoop(Phase phase) {
        long left = phase.records();
        while (left > 0 && !stop.getAsBoolean()) {
            long now = pacer.now();
            if (now >= phase.end().getAsLong()) {
                break;
            }
            int count = (int) Math.min(sender.chunk(), left);
            due.set(count, now);
            handOver(now);
            left -= count;
        }
    }

    private void handOver(long now) {
        int taken = sender.send(sequence, due, now);
        stats.attempted(due, taken, now);
        sequence += (long) taken * share.workers();
    }
}
