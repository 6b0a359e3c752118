package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.through.Coverage;
import io.datastorm.core.verify.through.ThroughAnomaly;
import io.datastorm.core.verify.through.ThroughFindings;
import io.datastorm.core.verify.through.ThroughJudge;
import io.datastorm.core.verify.through.ThroughPartition;
import io.datastorm.core.verify.through.ThroughRule;
import io.datastorm.core.verify.transaction.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Applications that do wrong what applications do wrong: each is named exactly, and nothing else is. */
final class ThroughJudgeTest extends TamperedLog {
    private static final int ALL = 2 * (RECORDS / BATCH * BATCH + BATCH);

    private ThroughRule rule = new ThroughRule(false, false);
    private Coverage coverage = Coverage.WHOLE;
    /** Whether the stamps of what the application writes are in its values. */
    private boolean byValue;
    /** Null: all of it is there. */
    private Map<Integer, LogExtent> extents;
    /** What the application writes to each partition of its topic. */
    private final Map<Integer, List<Stored>> written = new HashMap<>();

    /** The application copies each partition, and something is changed about the first. */
    private ThroughFindings writes(Map<ThroughAnomaly, Long> expected, Consumer<List<Stored>> change)
            throws IOException {
        if (log.isEmpty()) {
            write();
        }
        for (int partition = 0; partition < 2; partition++) {
            written.put(partition, new ArrayList<>(log.get(partition)));
        }
        change.accept(written.get(0));
        ThroughFindings found = judged();
        for (ThroughAnomaly each : ThroughAnomaly.values()) {
            assertThat(found.count(each))
                    .as("%s in %s", each, found.places())
                    .isEqualTo(expected.getOrDefault(each, 0L));
        }
        return found;
    }

    private ThroughFindings judged() throws IOException {
        ThroughJudge through = new ThroughJudge(heading("run"));
        written.forEach((partition, records) -> hand(through.partition(partition), records));
        judge(whole());
        try (JournalIndex index = JournalIndex.read(directory.resolve("journal"))) {
            Judge judge = new Judge(index, 2, partition -> true);
            for (int partition = 0; partition < 2; partition++) {
                hand(
                        judge.partition(partition),
                        partition,
                        0,
                        log.get(partition).size());
            }
            judge.finish(extents == null ? whole() : extents);
            return through.finish(judge, rule, coverage);
        }
    }

    /** Each where it stands in the list. */
    private void hand(ThroughPartition partition, List<Stored> records) {
        for (int offset = 0; offset < records.size(); offset++) {
            Stored record = records.get(offset);
            byte[] value = record.value().getBytes(StandardCharsets.UTF_8);
            byte[] stamp = new byte[record.stamp().size()];
            for (int i = 0; i < stamp.length; i++) {
                stamp[i] = record.stamp().get(i);
            }
            if (stamp.length == 0) {
                partition.unstamped();
            } else if (byValue) {
                partition.recordByValue(offset, stamp);
            } else {
                partition.content(value, 0, value.length, record.millis());
                partition.record(offset, stamp, 0);
            }
        }
        partition.publish();
    }

    @Test
    void anApplicationThatCopiesEverythingOnceIsClean() throws IOException {
        ThroughFindings found = writes(Map.of(), unchanged -> {});
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(found.written().records()).isEqualTo(ALL);
        assertThat(found.written().distinct()).isEqualTo(ALL);
        assertThat(found.written().unchanged()).isEqualTo(ALL);
        assertThat(found.unexpected()).isZero();
    }

    @Test
    void anApplicationThatKeepsOnlyTheValueIsJudgedByIt() throws IOException {
        byValue = true;
        ThroughFindings found = writes(Map.of(ThroughAnomaly.LOST, 1L, ThroughAnomaly.DUPLICATED, 1L), records -> {
            records.remove(20);
            records.add(30, records.get(29));
        });
        assertThat(found.written().inValue())
                .isEqualTo(ALL)
                .isEqualTo(found.written().records());
        assertThat(found.written().unchanged()).isZero();
    }

    @Test
    void anApplicationThatLeavesOneOutLosesIt() throws IOException {
        ThroughFindings found = writes(Map.of(ThroughAnomaly.LOST, 1L), records -> records.remove(20));
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.places()).containsExactly(new ThroughFindings.Place(ThroughAnomaly.LOST, 0, 20, 1));
    }

    @Test
    void whatIsMissingAtTheEndIsLostToo() throws IOException {
        ThroughFindings found =
                writes(Map.of(ThroughAnomaly.LOST, 9L), records -> records.subList(records.size() - 9, records.size())
                        .clear());
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void whatMayStillComeIsNotLost() throws IOException {
        coverage = new Coverage(true, false, true);
        ThroughFindings found = writes(Map.of(ThroughAnomaly.LOST, 1L), records -> records.remove(20));
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(found.places()).isEmpty();
    }

    @Test
    void anApplicationThatWritesAgainWhatItHasWrittenDuplicates() throws IOException {
        ThroughFindings found = writes(
                Map.of(ThroughAnomaly.DUPLICATED, 10L),
                records -> records.addAll(60, new ArrayList<>(records.subList(50, 60))));
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.places()).containsExactly(new ThroughFindings.Place(ThroughAnomaly.DUPLICATED, 0, 60, 10));
    }

    @Test
    void atLeastOnceMayWriteTwiceAndMustNotLose() throws IOException {
        rule = new ThroughRule(false, true);
        Consumer<List<Stored>> again = records -> records.addAll(60, new ArrayList<>(records.subList(50, 60)));
        assertThat(writes(Map.of(ThroughAnomaly.DUPLICATED, 10L), again).verdict())
                .isEqualTo(Verdict.CLEAN);
        assertThat(writes(
                                Map.of(ThroughAnomaly.DUPLICATED, 10L, ThroughAnomaly.LOST, 1L),
                                again.andThen(records -> records.remove(3)))
                        .verdict())
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    void aFilterMayLeaveOutAndMustNotWriteTwice() throws IOException {
        rule = new ThroughRule(true, false);
        ThroughFindings found = writes(Map.of(), records -> records.removeIf(record -> record.offset() % 2 == 0));
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(found.leftOut()).isEqualTo(ALL / 4 + 1);
        assertThat(found.places()).isEmpty();
        assertThat(writes(Map.of(ThroughAnomaly.DUPLICATED, 1L), records -> records.add(records.get(9)))
                        .verdict())
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    void twoRecordsOfALaneThatChangePlacesAreReordered() throws IOException {
        rule = new ThroughRule(false, true);
        ThroughFindings found =
                writes(Map.of(ThroughAnomaly.REORDERED, 1L), records -> records.add(31, records.remove(30)));
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.places()).containsExactly(new ThroughFindings.Place(ThroughAnomaly.REORDERED, 0, 31, 1));
    }

    /** Nobody promises an order among partitions. */
    @Test
    void whatGoesToOtherPartitionsIsInOrderThere() throws IOException {
        writes(Map.of(), records -> {
            List<Stored> others =
                    records.stream().filter(record -> record.offset() % 3 == 0).toList();
            records.removeAll(others);
            written.put(7, others);
        });
    }

    @Test
    void whatIsWrittenTwiceToDifferentPartitionsIsDuplicated() throws IOException {
        writes(Map.of(ThroughAnomaly.DUPLICATED, 5L), records -> written.put(7, records.subList(10, 15)));
    }

    @Test
    void whatTheApplicationHasChangedIsNotUnchanged() throws IOException {
        ThroughFindings found = writes(Map.of(), records -> records.replaceAll(record -> record.with("enriched")));
        assertThat(found.written().unchanged()).isEqualTo(ALL / 2);
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void recordsOfOtherRunsAndWithoutStampsAreCountedAndNothingElse() throws IOException {
        ThroughFindings found = writes(Map.of(), records -> {
            records.add(5, Stored.plain(0));
            records.add(stored(0, "another run", LaneId.of(0, 0), 3));
            records.add(stored(0, "another run", LaneId.of(0, 0), 4));
        });
        assertThat(found.written().unstamped()).isEqualTo(1);
        assertThat(found.written().foreign()).isEqualTo(2);
        assertThat(found.written().records()).isEqualTo(ALL);
    }

    @Test
    void withoutAnyStampNothingCanBeSaid() throws IOException {
        ThroughFindings found = writes(Map.of(ThroughAnomaly.LOST, (long) ALL), records -> {
            written.get(1).clear();
            records.replaceAll(record -> Stored.plain(record.offset()));
        });
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void aStampThatCannotBeOneOfOursIsForeign() throws IOException {
        ThroughFindings found =
                writes(Map.of(), records -> records.add(stored(0, "run", LaneId.of(0, 0), Long.MAX_VALUE)));
        assertThat(found.written().foreign()).isEqualTo(1);
    }

    @Test
    void aRecordThatDoesNotStandInTheLogIsUnexpected() throws IOException {
        ThroughFindings found =
                writes(Map.of(), records -> records.add(stored(0, "run", LaneId.of(0, 0), RECORDS + 17)));
        assertThat(found.unexpected()).isEqualTo(1);
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
    }

    /** Nobody knows whether they were there when the application came to them. */
    @Test
    void whatRetentionHasRemovedSinceIsNotKnown() throws IOException {
        write();
        List<Stored> removed = new ArrayList<>(log.get(0).subList(0, 14));
        log.get(0).subList(0, 14).clear();
        extents = Map.of(0, new LogExtent(14, 105, 105, false, false, EPOCH), 1, whole().get(1));
        ThroughFindings found = writes(Map.of(), records -> records.addAll(0, removed.subList(0, 4)));
        assertThat(found.removed()).isEqualTo(10);
        assertThat(found.unexpected()).isZero();
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(writes(Map.of(), records -> records.addAll(0, removed)).verdict())
                .isEqualTo(Verdict.CLEAN);
    }

    @Test
    void whatMayBeGoneFromItsTopicIsNotLost() throws IOException {
        coverage = new Coverage(true, true, false);
        assertThat(writes(Map.of(ThroughAnomaly.LOST, 1L), records -> records.remove(20))
                        .verdict())
                .isEqualTo(Verdict.INCOMPLETE);
        assertThat(writes(Map.of(), unchanged -> {}).verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void aLogThatWasNotReadToItsEndIsNoProof() throws IOException {
        coverage = new Coverage(false, true, true);
        assertThat(writes(Map.of(), unchanged -> {}).verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(writes(Map.of(ThroughAnomaly.DUPLICATED, 1L), records -> records.add(records.get(9)))
                        .verdict())
                .isEqualTo(Verdict.BROKEN);
    }

    /** The brokers have stored it so: acks=1, a retry, and no idempotence. */
    @Test
    void whatTheLogHasTwiceOrLateIsNotTheApplicationsDoing() throws IOException {
        write();
        List<Stored> stored = log.get(0);
        stored.add(stored.get(50).at(stored.size()));
        Stored early = stored.get(14);
        stored.set(14, stored.get(15).at(14));
        stored.set(15, early.at(15));
        ThroughFindings found = writes(Map.of(), unchanged -> {});
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(found.inInput()).isEqualTo(2);
        ThroughFindings once = writes(Map.of(ThroughAnomaly.DUPLICATED, 1L), records -> records.add(records.get(7)));
        assertThat(once.verdict()).isEqualTo(Verdict.BROKEN);
    }

    /** The first transaction of the first worker. */
    private void abort() {
        write();
        for (int partition = 0; partition < 2; partition++) {
            hidden.put(new BatchPlace(partition, 0), Visibility.ABORTED);
            transactions.add(new Object[] {TransactionOutcome.ABORTED, LaneId.of(0, partition), 0L, (long) BATCH, 0});
        }
    }

    @Test
    void whatIsAbortedIsNotExpected() throws IOException {
        abort();
        ThroughFindings found = writes(Map.of(), records -> {
            records.subList(0, BATCH).clear();
            written.get(1).subList(0, BATCH).clear();
        });
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void anApplicationThatReadsWhatIsAbortedWritesUncommittedRecords() throws IOException {
        abort();
        ThroughFindings found = writes(
                Map.of(ThroughAnomaly.UNCOMMITTED, (long) BATCH),
                records -> written.get(1).subList(0, BATCH).clear());
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.places()).containsExactly(new ThroughFindings.Place(ThroughAnomaly.UNCOMMITTED, 0, 0, BATCH));
    }
}
