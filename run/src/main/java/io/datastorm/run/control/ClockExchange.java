package io.datastorm.run.control;

import java.util.HashSet;
import java.util.Set;

/**
 * An agent's side of measuring its clock: of at least {@link #ENOUGH} exchanges the one with the shortest round trip
 * counts. For one thread.
 */
public final class ClockExchange {
    /** So many exchanges make a measurement. */
    public static final int ENOUGH = 20;

    /** How far two processes of a machine may differ in reading its clock. */
    private static final long SAME_NANOS = 1_000;

    private final Set<Long> open = new HashSet<>();
    private final SteadyClock clock;
    private ClockOffset best;
    /** What is known without measuring; null if nothing is. */
    private ClockOffset exact;

    private int count;

    /** For this clock. */
    public ClockExchange(SteadyClock clock) {
        this.clock = clock;
    }

    /** Processes of one machine have the same monotonic clock: how far their clocks are apart needs no measuring. */
    private ClockOffset exact(ClockAnswer answer) {
        boolean same = !SteadyClock.MACHINE.isEmpty() && SteadyClock.MACHINE.equals(answer.machine());
        return same ? new ClockOffset(clock.origin() - answer.origin(), SAME_NANOS) : null;
    }

    /** A question leaves at this time of our clock. */
    public void asked(long nanos) {
        open.add(nanos);
    }

    /** An answer has come; those to questions that were not asked count for nothing. */
    public void answered(ClockAnswer answer, long knownNanos) {
        if (open.remove(answer.asked())) {
            ClockOffset offset = ClockOffset.of(answer.asked(), answer.heard(), answer.answered(), knownNanos);
            best = best == null ? offset : best.better(offset);
            exact = exact(answer);
            count++;
        }
    }

    /** Whether there were enough. */
    public boolean done() {
        return count >= ENOUGH;
    }

    /** The best that is known; null before the first answer. Where both do not fit together, what was measured. */
    public ClockOffset best() {
        boolean fits = exact != null && Math.abs(exact.nanos() - best.nanos()) <= best.errorNanos();
        return fits ? exact : best;
    }

    /** Begins another measurement. */
    public void again() {
        open.clear();
        best = null;
        count = 0;
    }

    /**
     * What the coordinator answers.
     *
     * @param asked what was asked with
     * @param heard when it heard it, by its clock
     * @param answered when it answered, by its clock
     * @param machine that it runs on, see {@link SteadyClock#MACHINE}
     * @param origin of its clock
     */
    public record ClockAnswer(int agent, long asked, long heard, long answered, String machine, long origin) {}
}
