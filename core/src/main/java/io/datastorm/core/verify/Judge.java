package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.transaction.TransactionJudge;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Judges the topics of a stream: hands out a judge for each partition, and at the end puts together what they found.
 */
public final class Judge {
    private final JournalIndex journal;
    private final List<PartitionJudge> partitions;

    /**
     * For so many partitions, numbered as {@link io.datastorm.core.topic.Topics} says, and what is known of their
     * records.
     *
     * @param same whether the topic of a partition is still the one that the journal begins with; in one that was
     *     created again, the journal's offsets mean nothing
     */
    public Judge(JournalIndex journal, int partitions, IntPredicate same) {
        this.journal = journal;
        this.partitions = IntStream.range(0, Math.max(partitions, journal.partitions()))
                .mapToObj(partition -> new PartitionJudge(partition, journal, same.test(partition)))
                .toList();
    }

    /** The judge of a partition; for one thread. */
    public PartitionJudge partition(int partition) {
        return partitions.get(partition);
    }

    /** How many partitions there are to judge: those of the topic, and those that the journal speaks of. */
    public int partitions() {
        return partitions.size();
    }

    /**
     * Ends, when all partitions were handed over.
     *
     * @param extents by partition; nothing was read of one that is not named
     */
    public Findings finish(Map<Integer, LogExtent> extents) {
        for (PartitionJudge judge : partitions) {
            for (PartitionJudge.Stray stray : judge.strays()) {
                int home = LaneId.partition(stray.lane());
                if (home < partitions.size()) {
                    partitions.get(home).foundElsewhere(stray);
                }
            }
        }
        Findings all = new Findings();
        if (journal.heading().transactions()) {
            transactions(extents, all);
        }
        for (PartitionJudge judge : partitions) {
            all.add(judge.finish(extents.getOrDefault(judge.partition(), LogExtent.UNREAD)));
        }
        all.journal(journal.end().complete(), journal.acknowledged());
        int written = (int) partitions.stream().filter(PartitionJudge::written).count();
        all.coverage(written, partitions.size());
        return all;
    }

    private void transactions(Map<Integer, LogExtent> extents, Findings all) {
        TransactionJudge transactions = new TransactionJudge();
        for (PartitionJudge judge : partitions) {
            judge.addTo(transactions, extents.getOrDefault(judge.partition(), LogExtent.UNREAD));
        }
        all.transactions(transactions.finish());
        partitions.stream()
                .filter(judge -> judge.lanes().blocked())
                .forEach(judge -> all.blocked(journal.heading().topics().text(judge.partition())));
    }
}
