package io.datastorm.canary.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the replicas of a topic must change so that each broker of the cluster is the preferred leader of a partition.
 * Partitions are never removed: Kafka cannot.
 *
 * @param added replicas of each partition to add, the preferred leader first
 * @param moved new replicas of partitions that are there, by their numbers
 */
record TopicLayout(List<List<Integer>> added, Map<Integer, List<Integer>> moved) {
    /**
     * What to change.
     *
     * @param brokers all of the cluster, those that are down included, in an order in which neighbours should hold the
     *     replicas of a partition
     * @param replicas how many each partition should have; if there are more, they stay
     * @param current replicas of the partitions that are there
     */
    static TopicLayout of(List<Integer> brokers, int replicas, List<List<Integer>> current) {
        int most = current.stream().mapToInt(List::size).max().orElse(0);
        int wanted = Math.min(Math.max(replicas, most), brokers.size());
        Set<Integer> missing = new LinkedHashSet<>(brokers);
        Deque<Integer> spare = new ArrayDeque<>();
        for (int i = 0; i < current.size(); i++) {
            if (!missing.remove(current.get(i).get(0))) {
                spare.add(i);
            }
        }
        List<List<Integer>> added = new ArrayList<>();
        Map<Integer, List<Integer>> moved = new TreeMap<>();
        for (int broker : missing) {
            List<Integer> from = from(broker, brokers, wanted);
            if (spare.isEmpty()) {
                added.add(from);
            } else {
                moved.put(spare.remove(), from);
            }
        }
        for (int i = 0; i < current.size(); i++) {
            List<Integer> has = current.get(i);
            if (!moved.containsKey(i) && (has.size() < wanted || !new HashSet<>(brokers).containsAll(has))) {
                moved.put(i, mended(has, brokers, wanted));
            }
        }
        return new TopicLayout(added, moved);
    }

    private static List<Integer> from(int broker, List<Integer> brokers, int wanted) {
        return mended(List.of(broker), brokers, wanted);
    }

    /** Those that are still in the cluster, and others until there are enough. */
    private static List<Integer> mended(List<Integer> has, List<Integer> brokers, int wanted) {
        Set<Integer> replicas = new LinkedHashSet<>(has);
        replicas.retainAll(brokers);
        int start = Math.max(0, brokers.indexOf(has.get(0)));
        for (int i = 0; replicas.size() < wanted; i++) {
            replicas.add(brokers.get((start + i) % brokers.size()));
        }
        return List.copyOf(replicas);
    }

    boolean nothing() {
        return added.isEmpty() && moved.isEmpty();
    }
}
