package io.datastorm.kafka.direct.turn;

import java.util.function.IntFunction;

/**
 * Turns by shares that are known: stride scheduling (Waldspurger and Weihl, 1995). Each partition's pass counts what it
 * got in proportion to its share. Where all shares are equal, partitions take turns. Partitions are left out while
 * others are readier, and need not catch up afterwards.
 */
public final class StrideTurns implements Turns {
    private final IntFunction<double[]> sharesOf;
    private final double start;
    private double[] shares = {};
    private double[] passes = {};

    /**
     * For one worker.
     *
     * @param sharesOf how many records each partition gets, in proportion to the others, if there are so many
     * @param start at which part of the partitions this worker begins, 0 to 1: workers should begin at different ones
     */
    public StrideTurns(IntFunction<double[]> sharesOf, double start) {
        this.sharesOf = sharesOf;
        this.start = start;
    }

    @Override
    public void partitions(int count) {
        shares = sharesOf.apply(count);
        passes = new double[count];
        int first = (int) (start * count) % count;
        for (int partition = 0; partition < count; partition++) {
            // Far smaller than what a record adds: only the order of the first round.
            passes[partition] = ((partition - first + count) % count) * 1e-6 / count;
        }
    }

    @Override
    public void prepare() {}

    @Override
    public boolean more() {
        return false;
    }

    @Override
    public boolean wanted(int partition) {
        return shares[partition] > 0;
    }

    @Override
    public double pass(int partition) {
        return passes[partition];
    }

    @Override
    public void chosen(int partition) {
        double pass = passes[partition];
        for (int each = 0; each < passes.length; each++) {
            passes[each] = Math.max(passes[each], pass);
        }
    }

    @Override
    public void took(int partition, int records) {
        passes[partition] += records / shares[partition];
    }
}
