package io.datastorm.core.measure;

import java.util.Arrays;
import java.util.List;

/**
 * How many records were acknowledged in each step of a few milliseconds: fine enough to tell how long acknowledgements
 * stopped. Several processes add up. Thread-safe.
 */
public final class AckSeries {
    /** The length of a step. */
    public static final long STEP_NANOS = 5_000_000;

    private static final long RATE_NANOS = 500_000_000;
    private static final long BASELINE_NANOS = 3_000_000_000L;
    private static final double RECOVERED = 0.9;
    private static final long FLOW_NANOS = 100_000_000;
    private static final double IN_FLIGHT_SECONDS = 0.1;

    private final long originNanos;
    private long[] steps = new long[1024];
    private int size;
    /** Of all steps before each; null: to be made anew. */
    private long[] sums;

    /** Steps are counted from this time on. */
    public AckSeries(long originNanos) {
        this.originNanos = originNanos;
    }

    /** So many records were acknowledged in the step before this time. Those before the origin belong to the first. */
    public synchronized void add(long nanos, long acknowledged) {
        int step = (int) Math.max(0, Math.floorDiv(nanos - originNanos, STEP_NANOS) - 1);
        if (step >= steps.length) {
            steps = Arrays.copyOf(steps, Math.max(step + 1, 2 * steps.length));
        }
        steps[step] += acknowledged;
        size = Math.max(size, step + 1);
        sums = null;
    }

    /** The same for steps that follow each other, the first of which begins at this time. */
    public void add(Part part) {
        for (int i = 0; i < part.acknowledged().size(); i++) {
            add(part.fromNanos() + (i + 1) * STEP_NANOS, part.acknowledged().get(i));
        }
    }

    /**
     * Some steps.
     *
     * @param fromNanos when the first one begins
     * @param acknowledged how many records in each
     */
    public record Part(long fromNanos, List<Long> acknowledged) {
        public Part {
            acknowledged = List.copyOf(acknowledged);
        }
    }

    /** The steps from this one on, as far as they are known. */
    public synchronized Part from(int step) {
        List<Long> counts =
                Arrays.stream(steps, Math.min(step, size), size).boxed().toList();
        return new Part(originNanos + step * STEP_NANOS, counts);
    }

    /** When the step ends. */
    private long end(int step) {
        return originNanos + (step + 1) * STEP_NANOS;
    }

    /** How many were acknowledged up to the end of a step. */
    private long sum(int step) {
        if (sums == null) {
            sums = Arrays.copyOf(steps, size);
            Arrays.parallelPrefix(sums, Long::sum);
        }
        return sums[step];
    }

    /**
     * A time without acknowledgements.
     *
     * @param nanos how long it was
     * @param ended whether it ended within the time that was looked at; otherwise it was longer
     */
    public record Stop(long nanos, boolean ended) {}

    /** The longest time without an acknowledgement between two times. */
    public synchronized Stop longestStop(long from, long to) {
        long longest = 0;
        long last = from;
        for (int i = after(from); i < size && end(i) <= to; i++) {
            if (steps[i] > 0) {
                longest = Math.max(longest, end(i) - last);
                last = end(i);
            }
        }
        long open = Math.min(to, size == 0 ? to : end(size - 1)) - last;
        return open > longest ? new Stop(open, false) : new Stop(longest, true);
    }

    /**
     * What recovered means.
     *
     * @param undisturbed before this time all was well: the three seconds before it say what is normal
     * @param catchesUp whether what was missed is sent later, at a rate: then recovered is who has caught up with it
     * @param most records per second that can be normal, because no more are asked for: what was caught up with before
     *     the fault is not. Infinite without a rate
     */
    public record Normal(long undisturbed, boolean catchesUp, double most) {}

    /**
     * How long after a time throughput flows again, and goes on flowing: over a tenth of a second and over half a
     * second at 90 % of what is normal; and at a rate everything that was due meanwhile is acknowledged.
     *
     * @param to where to stop looking
     * @return 0 if it never fell below; negative if it did not come back
     */
    public synchronized long recoveryNanos(long from, long to, Normal normal) {
        double usual = Math.min(normal.most(), rate(normal.undisturbed() - BASELINE_NANOS, normal.undisturbed()));
        double needed = RECOVERED * usual;
        boolean fell = false;
        for (int i = after(from); i < size && end(i) + RATE_NANOS <= to; i++) {
            boolean enough = rate(end(i), end(i) + RATE_NANOS) >= needed;
            if (!enough) {
                fell = true;
            } else if (fell && rate(end(i), end(i) + FLOW_NANOS) >= needed && caughtUp(i, normal, usual)) {
                return end(i) - from;
            }
        }
        return fell ? -1 : 0;
    }

    /** Whether no more is missing since all was well than is always in flight. */
    private boolean caughtUp(int index, Normal normal, double usual) {
        if (!normal.catchesUp()) {
            return true;
        }
        long before = sum(Math.max(0, after(normal.undisturbed()) - 1));
        double expected = usual * (end(index) - normal.undisturbed()) / 1e9;
        return sum(index) - before >= expected - usual * IN_FLIGHT_SECONDS;
    }

    private double rate(long from, long to) {
        int first = Math.max(0, after(from) - 1);
        int last = Math.max(0, after(to) - 1);
        return last <= first ? 0 : (sum(last) - sum(first)) * 1e9 / (end(last) - end(first));
    }

    /** The first step that ends after a time. */
    private int after(long nanos) {
        return (int) Math.max(0, Math.min(size, Math.floorDiv(nanos - originNanos, STEP_NANOS)));
    }
}
