package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.key.KeyNumbers;
import io.datastorm.generator.key.NumberedKeys;
import io.datastorm.kafka.direct.turn.KeyBacklog;
import io.datastorm.kafka.wire.KeyPartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class KeyBacklogTest {
    private static KeyBacklog backlog(int records) {
        DrawnKeys keys = new NumberedKeys(new KeyNumbers.Sequence(), 1, new KeyEncoder(Format.STRING), 12);
        return new KeyBacklog(keys, new KeyPartition(1), 0, 1, records);
    }

    private static int next(KeyBacklog backlog, int partitions) {
        backlog.prepare();
        return IntStream.range(0, partitions)
                .filter(backlog::wanted)
                .boxed()
                .min((one, other) -> Double.compare(backlog.pass(one), backlog.pass(other)))
                .orElse(-1);
    }

    /** Writes a batch's keys; returns them. */
    private static List<Long> take(KeyBacklog backlog, int partition, int partitions, int wanted) {
        List<Long> numbers = new ArrayList<>();
        byte[] key = new byte[12];
        for (int i = backlog.available(partition, wanted); i > 0; i--) {
            backlog.write(partition, key, 0);
            assertThat(new KeyPartition(1).of(key, partitions)).isEqualTo(partition);
            numbers.add(Long.parseLong(new String(key, StandardCharsets.US_ASCII)));
        }
        assertThat(numbers).isSorted();
        return numbers;
    }

    @Property(tries = 100)
    void eachKeyIsSentOnceToItsPartition(
            @ForAll @IntRange(min = 1, max = 40) int partitions,
            @ForAll @IntRange(min = 0, max = 5000) int records,
            @ForAll @IntRange(min = 1, max = 300) int batch) {
        KeyBacklog backlog = backlog(records);
        backlog.partitions(partitions);
        List<Long> sent = new ArrayList<>();
        for (int partition = next(backlog, partitions); partition >= 0; partition = next(backlog, partitions)) {
            sent.addAll(take(backlog, partition, partitions, batch));
        }
        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, records).boxed().toList());
    }

    /** Keys that wait go to the partitions that they belong to now. */
    @Test
    void aTopicMayGetMorePartitions() {
        KeyBacklog backlog = backlog(1000);
        backlog.partitions(3);
        List<Long> sent = take(backlog, next(backlog, 3), 3, 100);
        backlog.partitions(7);
        for (int partition = next(backlog, 7); partition >= 0; partition = next(backlog, 7)) {
            byte[] key = new byte[12];
            for (int i = backlog.available(partition, 50); i > 0; i--) {
                backlog.write(partition, key, 0);
                assertThat(new KeyPartition(1).of(key, 7)).isEqualTo(partition);
                sent.add(Long.parseLong(new String(key, StandardCharsets.US_ASCII)));
            }
        }
        assertThat(sent).hasSize(1000).doesNotHaveDuplicates();
    }
}
