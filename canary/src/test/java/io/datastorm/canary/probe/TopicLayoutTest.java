package io.datastorm.canary.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

/** Each broker leads a partition of the canary's topic, whatever comes and goes. */
final class TopicLayoutTest {
    private static List<List<Integer>> applied(List<List<Integer>> current, TopicLayout layout) {
        List<List<Integer>> all = new ArrayList<>(current);
        layout.moved().forEach(all::set);
        all.addAll(layout.added());
        return all;
    }

    @Property
    void eachBrokerLeadsOneAndReplicasAreOnBrokersOfTheCluster(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int before,
            @ForAll @IntRange(min = 1, max = 7) int after,
            @ForAll @IntRange(min = 1, max = 4) int replicas) {
        Random chance = new Random(seed);
        List<List<Integer>> current = applied(List.of(), TopicLayout.of(brokers(chance, before), replicas, List.of()));
        List<Integer> now = brokers(chance, after);
        TopicLayout change = TopicLayout.of(now, replicas, current);
        List<List<Integer>> result = applied(current, change);
        assertThat(result.stream().map(each -> each.get(0)).collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(now));
        assertThat(result).allSatisfy(each -> assertThat(each)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(Math.min(replicas, after))
                .isSubsetOf(now));
        assertThat(TopicLayout.of(now, replicas, result).nothing()).isTrue();
    }

    private static List<Integer> brokers(Random chance, int count) {
        List<Integer> ids = new ArrayList<>(IntStream.rangeClosed(1, 9).boxed().toList());
        Collections.shuffle(ids, chance);
        return ids.subList(0, count);
    }

    @Test
    void aBrokerMoreIsAPartitionMore() {
        TopicLayout layout =
                TopicLayout.of(List.of(1, 2, 3, 4), 3, List.of(List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2)));
        assertThat(layout.added()).containsExactly(List.of(4, 1, 2));
        assertThat(layout.moved()).isEmpty();
    }

    @Test
    void whereABrokerWasReplacedItsPartitionMoves() {
        TopicLayout layout = TopicLayout.of(List.of(1, 3), 2, List.of(List.of(1, 2), List.of(2, 1)));
        assertThat(layout.added()).isEmpty();
        assertThat(layout.moved()).containsEntry(0, List.of(1, 3)).containsEntry(1, List.of(3, 1));
    }

    @Test
    void neighboursAreInDifferentRacks() {
        List<Node> nodes = List.of(
                new Node(1, "a", 1, "r1"),
                new Node(2, "b", 1, "r1"),
                new Node(3, "c", 1, "r2"),
                new Node(4, "d", 1, "r2"));
        assertThat(TopicAdmin.inOrder(nodes).stream().map(Node::id)).containsExactly(1, 3, 2, 4);
    }
}
