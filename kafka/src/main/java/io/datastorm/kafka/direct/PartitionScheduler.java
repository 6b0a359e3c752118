package io.datastorm.kafka.direct;

import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Decides, for one worker, which partition the next batch is for and which records it holds.
 *
 * <p>Stride scheduling (Waldspurger and Weihl, 1995): each partition's pass counts what it got in proportion to its
 * share, and the smallest pass is next. Without keys all shares are equal, and partitions take turns. Partitions are
 * left out while others are readier, and need not catch up afterwards. Not thread-safe.
 */
final class PartitionScheduler {
    private final IntFunction<BatchTemplates> source;
    private final double start;
    private BatchTemplates templates;
    private double[] passes;
    private int[] nextTemplate;

    /**
     * For one worker.
     *
     * @param source builds the templates for a number of partitions
     * @param start at which part of the partitions this worker begins, 0 to 1: workers should begin at different ones
     */
    PartitionScheduler(IntFunction<BatchTemplates> source, double start) {
        this.source = source;
        this.start = start;
    }

    /** The topic has so many partitions now. */
    void partitions(int count) {
        if (templates != null && templates.partitions() == count) {
            return;
        }
        templates = source.apply(count);
        nextTemplate = new int[templates.lists()];
        passes = new double[count];
        int first = (int) (start * count) % count;
        for (int partition = 0; partition < count; partition++) {
            // Far smaller than what a record adds: only the order of the first round.
            passes[partition] = ((partition - first + count) % count) * 1e-6 / count;
        }
    }

    /** Whose turn it is. */
    PartitionQueue next(List<PartitionQueue> queues, Function<PartitionQueue, Readiness> readiness) {
        PartitionQueue best = null;
        Readiness bestReadiness = Readiness.UNREACHABLE;
        // By number: this is asked for each batch, and an iterator would be made for each.
        for (int i = 0; i < queues.size(); i++) {
            PartitionQueue queue = queues.get(i);
            int partition = queue.partition();
            if (templates.share(partition) == 0) {
                continue;
            }
            boolean earlier = best == null || passes[partition] < passes[best.partition()];
            if (!earlier && bestReadiness == Readiness.FLOWING) {
                continue;
            }
            Readiness ready = readiness.apply(queue);
            int better = ready.compareTo(bestReadiness);
            if (better > 0 || (better == 0 && earlier)) {
                best = queue;
                bestReadiness = ready;
            }
        }
        leaveBehind(passes[best.partition()]);
        return best;
    }

    private void leaveBehind(double pass) {
        for (int partition = 0; partition < passes.length; partition++) {
            passes[partition] = Math.max(passes[partition], pass);
        }
    }

    /** The records for its batch. */
    BatchTemplate template(PartitionQueue queue) {
        int number = templates.listOf(queue.partition());
        List<BatchTemplate> list = templates.list(number);
        int next = nextTemplate[number];
        nextTemplate[number] = next + 1 == list.size() ? 0 : next + 1;
        return list.get(next);
    }

    /** It got so many. */
    void took(PartitionQueue queue, int records) {
        passes[queue.partition()] += records / templates.share(queue.partition());
    }
}
