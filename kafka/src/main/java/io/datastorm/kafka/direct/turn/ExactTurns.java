package io.datastorm.kafka.direct.turn;

import java.util.function.IntFunction;

/**
 * Turns by shares that are kept, however slow a partition is: others wait for it. So a partition with many records is
 * as hard on a cluster as it is in production. One a worker; not thread-safe.
 */
public final class ExactTurns implements Turns {
    private final IntFunction<double[]> sharesOf;
    private double[] shares = {};
    /** How many records each partition has, in proportion to its share. */
    private double[] passes = {};

    /** Records of the last batch: the next one will have about as many. */
    private int batch = 1;

    private int next;

    /** How many records each partition gets, in proportion to the others, if there are so many. */
    public ExactTurns(IntFunction<double[]> sharesOf) {
        this.sharesOf = sharesOf;
    }

    @Override
    public void partitions(int count) {
        shares = sharesOf.apply(count);
        passes = new double[count];
    }

    @Override
    public void prepare() {
        next = -1;
        for (int partition = 0; partition < passes.length; partition++) {
            if (shares[partition] > 0 && (next < 0 || pass(partition) < pass(next))) {
                next = partition;
            }
        }
    }

    @Override
    public boolean more() {
        return false;
    }

    @Override
    public boolean wanted(int partition) {
        return partition == next;
    }

    @Override
    public double pass(int partition) {
        return passes[partition] + batch / shares[partition];
    }

    @Override
    public void chosen(int partition) {}

    @Override
    public void took(int partition, int records) {
        passes[partition] += records / shares[partition];
        batch = Math.max(1, records);
    }
}
