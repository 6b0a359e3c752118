package io.datastorm.canary.probe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * A topic as the cluster describes it, and its brokers.
 *
 * @param id of the topic: one that was created anew has another
 * @param partitions in their order
 * @param brokers all of the cluster, with whether they are up
 */
public record ProbeTopic(Uuid id, List<Partition> partitions, Map<Integer, Boolean> brokers) {
    /**
     * A partition.
     *
     * @param leader -1 if it has none
     * @param replicas the preferred leader first
     * @param inSync those that have all records
     */
    public record Partition(int leader, List<Integer> replicas, Set<Integer> inSync) {
        /** Whether the preferred leader could lead, and another one does. */
        boolean ledByAnother() {
            return leader != replicas.get(0) && inSync.contains(replicas.get(0));
        }
    }

    /** Replicas of each partition. */
    List<List<Integer>> replicas() {
        return partitions.stream().map(Partition::replicas).toList();
    }

    /** The leader of a partition; -1 if there is none. */
    public int leader(int partition) {
        return partition < partitions.size() ? partitions.get(partition).leader() : -1;
    }
}
