package io.datastorm.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** Where keys go, among the partitions of one topic or of several. */
final class KeyPartitionTest {
    @Property
    void withinItsTopicAKeyHasKafkasPartition(
            @ForAll @Size(max = 50) byte[] key,
            @ForAll @IntRange(min = 1, max = 100) int topics,
            @ForAll @IntRange(min = 1, max = 100) int partitions) {
        int number = new KeyPartition(topics).of(key, topics * partitions);
        assertThat(number / topics).isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
    }

    @Property
    void aKeyKeepsItsTopicWhenThereAreMorePartitions(
            @ForAll @Size(max = 50) byte[] key,
            @ForAll @IntRange(min = 1, max = 100) int topics,
            @ForAll @IntRange(min = 1, max = 100) int partitions) {
        KeyPartition of = new KeyPartition(topics);
        assertThat(of.of(key, topics * partitions) % topics).isEqualTo(of.of(key, topics) % topics);
    }

    /** Five standard deviations of a share of one in sixty. */
    @Test
    void keysAreSpreadEvenlyOverAllPartitions() {
        int keys = 120_000;
        KeyPartition of = new KeyPartition(10);
        int[] counts = new int[60];
        IntStream.range(0, keys)
                .forEach(key -> counts[of.of(("key-" + key).getBytes(StandardCharsets.UTF_8), counts.length)]++);
        double expected = (double) keys / counts.length;
        double most = 5 * Math.sqrt(expected);
        assertThat(counts).satisfies(all -> assertThat(IntStream.of(all).boxed())
                .allSatisfy(count -> assertThat((double) count).isBetween(expected - most, expected + most)));
    }
}
