package io.datastorm.kafka.direct;

import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.turn.Turns;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Decides, for one worker, which partition the next batch is for and which records it holds: of those that are ready,
 * the one whose turn it is. Not thread-safe.
 */
final class PartitionScheduler {
    /** So often it is looked further ahead for a partition that can be reached. */
    private static final int LOOKS = 16;

    private final IntFunction<BatchTemplates> source;
    private final Turns turns;
    private BatchTemplates templates;
    private int[] nextTemplate;

    /**
     * For one worker.
     *
     * @param source builds the templates for a number of partitions
     */
    PartitionScheduler(IntFunction<BatchTemplates> source, Turns turns) {
        this.source = source;
        this.turns = turns;
    }

    /** The topic has so many partitions now. */
    void partitions(int count) {
        if (templates != null && templates.partitions() == count) {
            return;
        }
        templates = source.apply(count);
        nextTemplate = new int[templates.lists()];
        turns.partitions(count);
    }

    /** Whose turn it is. */
    PartitionQueue next(List<PartitionQueue> queues, Function<PartitionQueue, Readiness> readiness) {
        turns.prepare();
        PartitionQueue best = best(queues, readiness);
        for (int i = 0; i < LOOKS && readiness.apply(best) == Readiness.UNREACHABLE && turns.more(); i++) {
            best = best(queues, readiness);
        }
        turns.chosen(best.partition());
        return best;
    }

    private PartitionQueue best(List<PartitionQueue> queues, Function<PartitionQueue, Readiness> readiness) {
        PartitionQueue best = null;
        Readiness bestReadiness = Readiness.UNREACHABLE;
        // By number: this is asked for each batch, and an iterator would be made for each.
        for (int i = 0; i < queues.size(); i++) {
            PartitionQueue queue = queues.get(i);
            int partition = queue.partition();
            if (!turns.wanted(partition)) {
                continue;
            }
            boolean earlier = best == null || turns.pass(partition) < turns.pass(best.partition());
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
        return best;
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
        turns.took(queue.partition(), records);
    }
}
