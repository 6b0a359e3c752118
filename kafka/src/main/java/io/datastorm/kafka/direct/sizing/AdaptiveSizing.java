package io.datastorm.kafka.direct.sizing;

import java.util.random.RandomGenerator;

/**
 * Finds the smallest batches that cost little throughput.
 *
 * <p>It climbs the gradient of a utility, throughput over a small power of latency: the logarithm of throughput minus
 * {@value #LATENCY_WEIGHT} times that of latency (Kleinrock's power, 1979, with its exponent). Nobody can tell the
 * gradient from one size, so it is tried out, as PCC Vivace does for rates (Dong et al., NSDI 2018): half an octave
 * larger and half an octave smaller, each twice, in the order that cancels a trend. Batches that were in flight when
 * the size changed do not count.
 *
 * <p>In a saturated closed loop latency grows as batches do, and throughput does until the brokers' cost of a request
 * no longer matters: the utility has one peak, and around it throughput is flat, so that trying out disturbs little. A
 * step is bounded: a stall in one trial cannot throw it far.
 */
public final class AdaptiveSizing implements BatchSizing {
    /** Twice the latency must bring 3.5 % of throughput. */
    private static final double LATENCY_WEIGHT = 0.05;

    /** Sizes are counted in octaves below a whole batch. */
    private static final double SMALLEST = -8;

    private static final double START = -3;
    private static final double PROBE = 0.5;
    private static final double LARGEST_STEP = 1;
    private static final double OCTAVES_PER_UTILITY = 2;
    private static final int PHASES = 4;
    private static final int LATENCIES = 3;

    /** Whatever is tried lasts three latencies, and not less than this. */
    private static final long SHORTEST_NANOS = 100_000_000;

    private final RandomGenerator random;
    private volatile double share;
    private volatile int whole = Integer.MAX_VALUE;
    private double octaves = START;
    /** Whether this trial is up, down, down, up, or the other way round. */
    private boolean upFirst;

    private int phase;
    private double gain;
    private long fromNanos = Long.MIN_VALUE;
    private long records;
    private long batches;
    private double latencySum;

    /** Begins at an eighth. */
    public AdaptiveSizing(RandomGenerator random) {
        this.random = random;
        this.upFirst = random.nextBoolean();
        probe();
    }

    @Override
    public int records(int wholeRecords) {
        whole = wholeRecords;
        return Math.max(1, (int) (wholeRecords * share));
    }

    @Override
    public synchronized void acknowledged(int count, long latencyNanos, long nowNanos) {
        if (fromNanos == Long.MIN_VALUE) {
            fromNanos = nowNanos + latencyNanos;
        }
        if (nowNanos < fromNanos) {
            return;
        }
        records += count;
        batches++;
        latencySum += Math.max(1, latencyNanos);
        double mean = latencySum / batches;
        if (nowNanos - fromNanos >= Math.max(SHORTEST_NANOS, LATENCIES * mean)) {
            end(records / (double) (nowNanos - fromNanos), mean);
            // What is in flight now has the old size.
            fromNanos = nowNanos + (long) mean;
        }
    }

    private void end(double throughput, double meanLatency) {
        double utility = Math.log(throughput) - LATENCY_WEIGHT * Math.log(meanLatency);
        gain += up() ? utility : -utility;
        phase++;
        if (phase == PHASES) {
            step();
        }
        records = 0;
        batches = 0;
        latencySum = 0;
        probe();
    }

    private void step() {
        double slope = gain / PHASES / PROBE;
        double step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, OCTAVES_PER_UTILITY * slope));
        // Below one record there is nothing to try.
        double least = Math.max(SMALLEST, PROBE - Math.log(whole) / Math.log(2));
        octaves = Math.min(0, Math.max(least, octaves + step));
        phase = 0;
        gain = 0;
        upFirst = random.nextBoolean();
    }

    private boolean up() {
        boolean outer = phase == 0 || phase == PHASES - 1;
        return outer == upFirst;
    }

    private void probe() {
        share = Math.min(1, Math.pow(2, octaves + (up() ? PROBE : -PROBE)));
    }
}
