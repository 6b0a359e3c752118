package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.group.DeliveryAnomaly;
import io.datastorm.core.verify.group.GroupFindings;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.group.GroupVerdict;
import io.datastorm.core.verify.group.PartitionDeliveries;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A group whose consumers do what consumers do wrong: each is named exactly, and nothing else is. */
final class GroupJudgeTest extends TamperedLog {
    private boolean ordered = true;
    private final Map<Integer, Long> positions = new HashMap<>(Map.of(0, Long.MAX_VALUE, 1, Long.MAX_VALUE));

    /** What the group got of partition 0 is changed; of partition 1 it gets everything. */
    private GroupFindings gets(Map<DeliveryAnomaly, Long> expected, Consumer<List<Stored>> change) throws IOException {
        if (log.isEmpty()) {
            write();
        }
        GroupFindings found = deliver(change);
        for (DeliveryAnomaly each : DeliveryAnomaly.values()) {
            assertThat(found.count(each))
                    .as("%s in %s", each, found.places())
                    .isEqualTo(expected.getOrDefault(each, 0L));
        }
        return found;
    }

    private GroupFindings deliver(Consumer<List<Stored>> change) throws IOException {
        List<Stored> delivered = new ArrayList<>(log.get(0));
        change.accept(delivered);
        GroupJudge group = new GroupJudge(heading("run"), new GroupJudge.Promise(ordered, false));
        deliver(group, 0, delivered);
        deliver(group, 1, log.get(1));
        judge(whole());
        try (JournalIndex index = JournalIndex.read(directory.resolve("journal"))) {
            Judge judge = new Judge(index, 2, partition -> true);
            for (int partition = 0; partition < 2; partition++) {
                int of = partition;
                log.get(partition).forEach(record -> hand(judge.partition(of), of, record));
            }
            judge.finish(whole());
            return group.finish(judge, positions);
        }
    }

    private static void deliver(GroupJudge group, int partition, List<Stored> records) {
        PartitionDeliveries deliveries = group.partition(partition);
        for (Stored record : records) {
            byte[] stamp = new byte[RecordStamp.BYTES];
            for (int i = 0; i < stamp.length; i++) {
                stamp[i] = record.stamp().get(i);
            }
            if (group.concerns(stamp, 0)) {
                deliveries.record(record.offset(), RecordStamp.lane(stamp, 0), RecordStamp.sequence(stamp, 0));
            }
        }
    }

    @Test
    void aConsumerThatGetsEverythingOnceHasItExactlyOnce() throws IOException {
        GroupFindings found = gets(Map.of(), unchanged -> {});
        assertThat(found.verdict()).isEqualTo(GroupVerdict.EXACTLY_ONCE);
        assertThat(found.verdict().word()).isEqualTo("exactlyOnce");
        assertThat(found.ordered()).isTrue();
        assertThat(found.delivered()).isEqualTo(log.get(0).size() + log.get(1).size());
    }

    @Test
    void aConsumerThatLeavesOneOutSkips() throws IOException {
        GroupFindings found = gets(Map.of(DeliveryAnomaly.SKIPPED, 1L), records -> records.remove(20));
        assertThat(found.verdict()).isEqualTo(GroupVerdict.BROKEN);
        assertThat(found.places()).containsExactly(new GroupFindings.Place(DeliveryAnomaly.SKIPPED, 0, 20, 1, 0));
    }

    /** The next member goes on behind what the one before it had committed, and not processed. */
    @Test
    void aConsumerThatCommitsTooEarlyAndDiesSkips() throws IOException {
        GroupFindings found = gets(Map.of(DeliveryAnomaly.SKIPPED, 15L), records -> records.subList(30, 45)
                .clear());
        assertThat(found.places()).allSatisfy(place -> {
            assertThat(place.what()).isEqualTo(DeliveryAnomaly.SKIPPED);
            assertThat(place.offset()).isBetween(30L, 44L);
        });
    }

    @Test
    void whatIsMissingAtTheEndIsSkippedToo() throws IOException {
        int size = RECORDS / BATCH * BATCH + BATCH;
        gets(Map.of(DeliveryAnomaly.SKIPPED, 10L), records -> records.subList(size - 10, size)
                .clear());
    }

    @Test
    void aConsumerThatDidNotComeToTheEndHasNotSkippedTheRest() throws IOException {
        int size = RECORDS / BATCH * BATCH + BATCH;
        positions.put(0, size - 10L);
        GroupFindings found =
                gets(Map.of(), records -> records.subList(size - 10, size).clear());
        assertThat(found.unread()).isEqualTo(10);
        assertThat(found.verdict()).isEqualTo(GroupVerdict.INCOMPLETE);
    }

    /** The next member goes back to what was committed. */
    @Test
    void aConsumerThatDiesBeforeItCommitsGetsRecordsAgain() throws IOException {
        GroupFindings found = gets(
                Map.of(DeliveryAnomaly.REDELIVERED, 12L),
                records -> records.addAll(50, new ArrayList<>(records.subList(38, 50))));
        assertThat(found.verdict()).isEqualTo(GroupVerdict.AT_LEAST_ONCE);
        assertThat(found.ordered()).isTrue();
        assertThat(found.places()).containsExactly(new GroupFindings.Place(DeliveryAnomaly.REDELIVERED, 0, 38, 12, 0));
    }

    /** What comes again after one rebalance and after another are two places. */
    @Test
    void aPlaceTellsTheRebalance() {
        PartitionDeliveries deliveries =
                new GroupJudge(heading("run"), new GroupJudge.Promise(true, false)).partition(0);
        for (int offset = 0; offset < 10; offset++) {
            deliveries.record(offset, LaneId.of(0, 0), offset);
        }
        for (int rebalance = 1; rebalance <= 2; rebalance++) {
            deliveries.rebalance(rebalance);
            for (int offset = 5 * rebalance - 2; offset < 5 * rebalance; offset++) {
                deliveries.record(offset, LaneId.of(0, 0), offset);
            }
        }
        assertThat(deliveries.findings().places())
                .containsExactly(
                        new GroupFindings.Place(DeliveryAnomaly.REDELIVERED, 0, 3, 2, 1),
                        new GroupFindings.Place(DeliveryAnomaly.REDELIVERED, 0, 8, 2, 2));
    }

    @Test
    void aConsumerThatProcessesARecordTwiceIsFound() throws IOException {
        gets(Map.of(DeliveryAnomaly.REDELIVERED, 1L), records -> records.add(8, records.get(7)));
    }

    @Test
    void aConsumerThatReturnsRecordsOutOfOrderIsFound() throws IOException {
        GroupFindings found =
                gets(Map.of(DeliveryAnomaly.OUT_OF_ORDER, 1L), records -> Collections.swap(records, 10, 11));
        assertThat(found.verdict()).isEqualTo(GroupVerdict.BROKEN);
        assertThat(found.ordered()).isFalse();
    }

    @Test
    void aShareGroupPromisesNoOrder() throws IOException {
        ordered = false;
        GroupFindings found = gets(Map.of(), Collections::reverse);
        assertThat(found.verdict()).isEqualTo(GroupVerdict.EXACTLY_ONCE);
        assertThat(found.ordered()).isFalse();
    }

    /** The group got each offset once: the log is what has the record twice. */
    @Test
    void aRecordThatTheLogHasTwiceIsNotRedelivered() throws IOException {
        write();
        log.get(0).add(log.get(0).get(33).at(log.get(0).size()));
        GroupFindings found = gets(Map.of(DeliveryAnomaly.DUPLICATED, 1L), unchanged -> {});
        assertThat(found.verdict()).isEqualTo(GroupVerdict.AT_LEAST_ONCE);
    }

    /** What the log does not have any more the group cannot have skipped. */
    @Test
    void whatTheLogHasLostIsNotSkipped() throws IOException {
        write();
        log.get(0).remove(20);
        gets(Map.of(), unchanged -> {});
    }

    @Test
    void recordsOfOtherRunsAreNobodysConcern() throws IOException {
        GroupFindings found =
                gets(Map.of(), records -> records.add(stored(records.size(), "other", LaneId.of(0, 0), 3)));
        assertThat(found.verdict()).isEqualTo(GroupVerdict.EXACTLY_ONCE);
    }

    /** Against a model: a set of the offsets that were seen, and the furthest of them. */
    @Property(tries = 200)
    void whateverIsDeliveredIsCountedAsTheModelSays(
            @ForAll @Size(max = 200) List<@IntRange(max = 39) Integer> offsets) {
        PartitionDeliveries deliveries =
                new GroupJudge(heading("run"), new GroupJudge.Promise(true, false)).partition(0);
        List<Integer> seen = new ArrayList<>();
        long again = 0;
        long late = 0;
        int end = 0;
        for (int offset : offsets) {
            deliveries.record(offset, LaneId.of(0, 0), offset);
            if (seen.contains(offset)) {
                again++;
            } else if (offset < end) {
                late++;
            }
            seen.add(offset);
            end = Math.max(end, offset + 1);
        }
        GroupFindings found = deliveries.findings();
        assertThat(found.count(DeliveryAnomaly.REDELIVERED)).isEqualTo(again);
        assertThat(found.count(DeliveryAnomaly.OUT_OF_ORDER)).isEqualTo(late);
        assertThat(found.delivered()).isEqualTo(offsets.size());
    }
}
