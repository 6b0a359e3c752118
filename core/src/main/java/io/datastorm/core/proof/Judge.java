package io.datastorm.core.proof;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Judges a whole topic: hands out a judge for each partition, and at the end puts together what they found. */
public final class Judge {
    private final List<PartitionJudge> partitions;

    /** For a topic of so many partitions, and what is known of its records. */
    public Judge(Ledger ledger, int partitions) {
        this.partitions = IntStream.range(0, Math.max(partitions, ledger.partitions()))
                .mapToObj(partition -> new PartitionJudge(partition, ledger))
                .toList();
    }

    /** The judge of a partition; for one thread. */
    public PartitionJudge partition(int partition) {
        return partitions.get(partition);
    }

    /**
     * Ends, when all partitions were handed over.
     *
     * @param extents by partition; of one that is not named nothing was there to be read
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
        LogExtent nothing = new LogExtent(0, 0, 0, false);
        for (PartitionJudge judge : partitions) {
            all.add(judge.finish(extents.getOrDefault(judge.partition(), nothing)));
        }
        return all;
    }
}
