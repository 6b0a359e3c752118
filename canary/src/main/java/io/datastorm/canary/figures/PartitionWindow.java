package io.datastorm.canary.figures;

import io.datastorm.canary.outcome.Decision;
import java.util.Arrays;

/** The outcomes of one partition in the last five minutes. Its size does not grow. Not thread-safe. */
final class PartitionWindow {
    private static final int STEPS = Window.FIVE_MINUTES.steps();
    private static final long STEP_NANOS = Window.FIVE_MINUTES.length().toNanos() / STEPS;

    private final long[] numbers = new long[STEPS];
    private final long[] records = new long[STEPS];
    private final long[] good = new long[STEPS];
    private final double[] sumMillis = new double[STEPS];
    private final double[] maxMillis = new double[STEPS];

    PartitionWindow() {
        Arrays.fill(numbers, -1);
    }

    void add(Decision decision, long sinceStartNanos) {
        long number = sinceStartNanos / STEP_NANOS;
        int index = (int) (number % STEPS);
        if (numbers[index] != number) {
            numbers[index] = number;
            records[index] = 0;
            good[index] = 0;
            sumMillis[index] = 0;
            maxMillis[index] = 0;
        }
        double millis = decision.endToEndNanos() / 1e6;
        records[index]++;
        good[index] += decision.good() ? 1 : 0;
        sumMillis[index] += millis;
        maxMillis[index] = Math.max(maxMillis[index], millis);
    }

    PartitionFigures figures(int partition, Totals totals, long sinceStartNanos) {
        long oldest = sinceStartNanos / STEP_NANOS - STEPS + 1;
        long all = 0;
        long fine = 0;
        double sum = 0;
        double max = 0;
        for (int i = 0; i < STEPS; i++) {
            if (numbers[i] >= Math.max(0, oldest)) {
                all += records[i];
                fine += good[i];
                sum += sumMillis[i];
                max = Math.max(max, maxMillis[i]);
            }
        }
        return all == 0
                ? new PartitionFigures(partition, 0, null, null, null, totals)
                : new PartitionFigures(partition, all, 100.0 * fine / all, sum / all, max, totals);
    }
}
