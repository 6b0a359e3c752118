package io.datastorm.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class GroupProgressTest {
    private static List<ConsumerRecord<byte[], byte[]>> records(List<Long> offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        offsets.forEach(offset -> records.add(new ConsumerRecord<>("t", 0, offset, null, null)));
        return records;
    }

    @Test
    void itIsBehindWhereItHasNotReachedTheEnd() {
        GroupProgress progress = new GroupProgress(Map.of(0, 10L, 1, 0L));
        progress.reached(0, 15);
        assertThat(progress.behind(Map.of(0, 15L, 1, 0L))).isEmpty();
        assertThat(progress.behind(Map.of(0, 15L, 1, 3L, 2, 1L))).containsExactly(1, 2);
        assertThat(progress.lag(Map.of(0, 20L, 1, 3L, 2, 1L))).isEqualTo(5 + 3 + 1);
    }

    @Test
    void aPartitionThatIsReadAgainIsNotDone() {
        GroupProgress progress = new GroupProgress(Map.of(0, 500L));
        assertThat(progress.behind(Map.of(0, 100L))).isEmpty();
        progress.restarted(0);
        assertThat(progress.behind(Map.of(0, 100L))).containsExactly(0);
        assertThat(progress.positions()).containsEntry(0, 0L);
    }

    /** A share group's members get records in any order, and some of them more than once. */
    @Property(tries = 100)
    void recordsInAnyOrderReachTheEndWhenAllAreDone(@ForAll long seed) {
        GroupProgress progress = new GroupProgress(Map.of(0, 100L));
        Random random = new Random(seed);
        List<Long> offsets = new ArrayList<>();
        for (long offset = 100; offset < 160; offset++) {
            offsets.add(offset);
            if (random.nextInt(4) == 0) {
                offsets.add(offset);
            }
        }
        Collections.shuffle(offsets, random);
        long missing = offsets.get(offsets.size() - 1);
        offsets.removeIf(offset -> offset == missing);
        for (int from = 0; from < offsets.size(); from += 7) {
            progress.done(0, records(offsets.subList(from, Math.min(from + 7, offsets.size()))));
        }
        assertThat(progress.behind(Map.of(0, 160L))).containsExactly(0);
        assertThat(progress.lag(Map.of(0, missing))).isZero();
        progress.done(0, records(List.of(missing)));
        assertThat(progress.behind(Map.of(0, 160L))).isEmpty();
    }
}
