package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.group.DeliveryAnomaly;
import io.datastorm.core.verify.group.GroupFindings;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.transaction.TransactionAnomaly;
import io.datastorm.core.verify.transaction.TransactionFindings;
import io.datastorm.core.verify.transaction.Visibility;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster that does with transactions what a cluster must not do: each is named exactly, and nothing else is. */
final class TransactionJudgeTest extends TamperedLog {
    /** Of both partitions, a batch each: batch 2n + w holds the records of transaction n of worker w. */
    private static final int TRANSACTIONS = 7;

    private final Map<Integer, TransactionOutcome> outcomes = new HashMap<>();

    private TransactionFindings judged(Map<TransactionAnomaly, Long> expected) throws IOException {
        write();
        for (int worker = 0; worker < 2; worker++) {
            for (int number = 0; number < TRANSACTIONS; number++) {
                TransactionOutcome outcome = worker == 0
                        ? outcomes.getOrDefault(number, TransactionOutcome.COMMITTED)
                        : TransactionOutcome.COMMITTED;
                for (int partition = 0; partition < 2; partition++) {
                    transactions.add(new Object[] {
                        outcome, LaneId.of(worker, partition), (long) number * BATCH, (long) BATCH, number
                    });
                }
            }
        }
        Findings found = judge(whole());
        TransactionFindings ofTransactions = found.transactions().orElseThrow();
        for (TransactionAnomaly each : TransactionAnomaly.values()) {
            assertThat(ofTransactions.count(each))
                    .as("%s in %s", each, ofTransactions.places())
                    .isEqualTo(expected.getOrDefault(each, 0L));
        }
        assertThat(found.verdict()).isEqualTo(expected.isEmpty() ? Verdict.CLEAN : Verdict.BROKEN);
        return ofTransactions;
    }

    /** The first worker's batch of a transaction. */
    private void hide(int partition, int transaction, Visibility visibility) {
        hidden.put(new BatchPlace(partition, 2 * transaction), visibility);
    }

    @Test
    void whatIsCommittedIsVisibleAndWhatIsAbortedIsNot() throws IOException {
        outcomes.put(3, TransactionOutcome.ABORTED);
        hide(0, 3, Visibility.ABORTED);
        hide(1, 3, Visibility.ABORTED);

        TransactionFindings found = judged(Map.of());

        assertThat(found.count(TransactionOutcome.COMMITTED)).isEqualTo(2 * TRANSACTIONS - 1);
        assertThat(found.count(TransactionOutcome.ABORTED)).isEqualTo(1);
        assertThat(found.places()).isEmpty();
    }

    @Test
    void aCommittedTransactionOfWhichOnePartitionIsAbortedIsTorn() throws IOException {
        hide(1, 2, Visibility.ABORTED);

        TransactionFindings found = judged(Map.of(TransactionAnomaly.TORN, 1L));

        assertThat(found.places())
                .containsExactly(new TransactionFindings.Place(TransactionAnomaly.TORN, 1, 3, BATCH, 2 * BATCH));
    }

    @Test
    void aCommittedTransactionThatNobodySeesIsLost() throws IOException {
        hide(0, 2, Visibility.ABORTED);
        hide(1, 2, Visibility.ABORTED);

        judged(Map.of(TransactionAnomaly.LOST, 1L));
    }

    @Test
    void anAbortedTransactionThatIsVisibleIsResurrected() throws IOException {
        outcomes.put(2, TransactionOutcome.ABORTED);
        hide(0, 2, Visibility.ABORTED);

        TransactionFindings found = judged(Map.of(TransactionAnomaly.RESURRECTED, 1L));

        assertThat(found.places())
                .containsExactly(new TransactionFindings.Place(TransactionAnomaly.RESURRECTED, 1, 3, BATCH, 2 * BATCH));
    }

    @Test
    void aTransactionThatIsStillOpenHangs() throws IOException {
        outcomes.put(6, TransactionOutcome.UNRESOLVED);
        hide(0, 6, Visibility.OPEN);

        judged(Map.of(TransactionAnomaly.HANGING, 1L));
    }

    @Test
    void nobodyKnowsHowItEndedButItIsWhole() throws IOException {
        outcomes.put(1, TransactionOutcome.UNRESOLVED);
        outcomes.put(2, TransactionOutcome.UNRESOLVED);
        hide(0, 2, Visibility.ABORTED);
        hide(1, 2, Visibility.ABORTED);

        assertThat(judged(Map.of()).count(TransactionOutcome.UNRESOLVED)).isEqualTo(2);
    }

    @Test
    void nobodyKnowsHowItEndedAndItIsTorn() throws IOException {
        outcomes.put(2, TransactionOutcome.UNRESOLVED);
        hide(0, 2, Visibility.ABORTED);

        judged(Map.of(TransactionAnomaly.TORN, 1L));
    }

    @Test
    void whatWaitsForSomebodyElseIsNotJudged() throws IOException {
        hide(0, 6, Visibility.BLOCKED);

        write();
        transactions.add(new Object[] {TransactionOutcome.COMMITTED, LaneId.of(0, 0), 6L * BATCH, (long) BATCH, 0});
        Findings found = judge(whole());

        assertThat(found.transactions().orElseThrow().broken()).isFalse();
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(found.notes()).anySatisfy(note -> assertThat(note).contains("partition 0", "another producer"));
    }

    @Test
    void aGroupOfCommittedRecordsIsJudgedByWhatIsCommitted() throws IOException {
        outcomes.put(3, TransactionOutcome.ABORTED);
        hide(0, 3, Visibility.ABORTED);
        hide(1, 3, Visibility.ABORTED);
        judged(Map.of());

        assertThat(group(true, true).verdict().word()).isEqualTo("exactlyOnce");
        GroupFindings got = group(true, false);
        assertThat(got.count(DeliveryAnomaly.UNCOMMITTED)).isEqualTo(2 * BATCH);
        assertThat(got.verdict().word()).isEqualTo("broken");
        assertThat(group(false, false).verdict().word()).isEqualTo("exactlyOnce");
        GroupFindings skipped = group(false, true);
        assertThat(skipped.count(DeliveryAnomaly.SKIPPED)).isEqualTo(2 * BATCH);
    }

    /** What a group got: everything, or everything that is visible. */
    private GroupFindings group(boolean promisesCommitted, boolean getsCommitted) throws IOException {
        GroupJudge group = new GroupJudge(heading("run"), new GroupJudge.Promise(true, promisesCommitted));
        try (JournalIndex index = JournalIndex.read(directory.resolve("journal"))) {
            Judge judge = new Judge(index, 2, partition -> true);
            for (int partition = 0; partition < 2; partition++) {
                for (Stored record : log.get(partition)) {
                    hand(judge.partition(partition), partition, record);
                    boolean visible = !hidden.containsKey(new BatchPlace(partition, (int) record.offset() / BATCH));
                    if (visible || !getsCommitted) {
                        deliver(group, partition, record);
                    }
                }
            }
            judge.finish(whole());
            return group.finish(judge, Map.of(0, Long.MAX_VALUE, 1, Long.MAX_VALUE));
        }
    }

    private static void deliver(GroupJudge group, int partition, Stored record) {
        byte[] stamp = bytes(record.stamp());
        group.partition(partition).record(record.offset(), RecordStamp.lane(stamp, 0), RecordStamp.sequence(stamp, 0));
    }

    private static byte[] bytes(List<Byte> boxed) {
        byte[] bytes = new byte[boxed.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = boxed.get(i);
        }
        return bytes;
    }
}
