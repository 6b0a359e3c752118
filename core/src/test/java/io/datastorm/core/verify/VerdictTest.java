package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.journal.Outcome;
import io.datastorm.core.verify.lane.LaneId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be said where not everything is there, was read, or was told. */
final class VerdictTest extends TamperedLog {
    @Test
    void whatWasReportedAsFailedMustNotBeThere() throws IOException {
        finds(Anomaly.PHANTOM, BATCH, logs -> told.get(3)[0] = Outcome.FAILED);
    }

    @Test
    void whatHasNoAnswerMayBeThereOrNot() throws IOException {
        finds(null, 0, logs -> {
            told.get(3)[0] = Outcome.UNRESOLVED;
            told.get(4)[0] = Outcome.UNRESOLVED;
            logs.get(0).subList(3 * BATCH, 4 * BATCH).clear();
        });
        assertThat(judge(whole()).unresolvedStoredRecords()).isEqualTo(BATCH);
        assertThat(judge(whole()).unresolvedNotStoredRecords()).isEqualTo(BATCH);
    }

    @Test
    void aJournalWithoutSealProvesPart() throws IOException {
        sealed = false;
        write();
        told.subList(10, told.size()).clear();
        Findings found = judge(whole());
        assertThat(found.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(found.unmentionedRecords()).isPositive();
        told.clear();
        assertThat(judge(whole()).verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(judge(whole()).journalComplete()).isFalse();
    }

    @Test
    void aJournalWithoutSealStillFindsALoss() throws IOException {
        sealed = false;
        write();
        log.get(0).remove(3);
        assertThat(judge(whole()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void aSealedJournalMustMentionEveryRecord() throws IOException {
        write();
        told.remove(told.size() - 1);
        assertThat(judge(whole()).verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(judge(whole()).unmentionedRecords()).isEqualTo(BATCH);
    }

    @Test
    void withoutAcknowledgementsNothingIsClean() throws IOException {
        write();
        told.forEach(entry -> entry[0] = Outcome.UNRESOLVED);
        Findings found = judge(whole());
        assertThat(found.verdict()).isEqualTo(Verdict.UNACKNOWLEDGED);
        assertThat(found.unresolvedStoredRecords()).isEqualTo(2L * log.get(0).size());
        log.forEach(List::clear);
        told.forEach(entry -> entry[0] = Outcome.FAILED);
        assertThat(judge(whole()).verdict()).isEqualTo(Verdict.UNACKNOWLEDGED);
    }

    @Test
    void aTopicThatWasCreatedAgainIsNotBlamed() throws IOException {
        sameTopic = false;
        write();
        int all = 2 * log.get(0).size();
        log.forEach(List::clear);
        for (int i = 0; i < 50; i++) {
            log.get(0).add(Stored.plain(i));
        }
        Findings found = judge(whole());
        assertThat(found.count(Anomaly.LOST)).isEqualTo(all);
        assertThat(found.count(Anomaly.CORRUPTED)).isZero();
        assertThat(found.foreignRecords()).isEqualTo(50);
    }

    @Test
    void coverageIsCounted() throws IOException {
        write();
        log.get(1).clear();
        told.removeIf(entry -> LaneId.partition((int) entry[1]) == 1);
        Findings found = judge(whole());
        assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(found.partitionsWritten()).isEqualTo(1);
        assertThat(found.partitions()).isEqualTo(2);
    }

    @Test
    void aPartitionThatNobodyReadIsIncomplete() throws IOException {
        write();
        log.get(1).clear();
        Findings found = judge(Map.of(0, whole().get(0)));
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(found.unreadRecords()).isEqualTo(log.get(0).size());
    }

    @Test
    void whatConsumersDoNotSeeYetIsNotLost() throws IOException {
        write();
        long end = log.get(1).size();
        log.get(0).subList(90, (int) end).clear();
        LogExtent hidden = new LogExtent(0, 90, 90, false, true, -1);
        Findings found = judge(Map.of(0, hidden, 1, LogExtent.whole(end)));
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(found.unreadRecords()).isEqualTo(end - 90);
    }

    @Test
    void whatRetentionRemovedIsNotLost() throws IOException {
        write();
        log.get(0).subList(0, 10).clear();
        long end = log.get(1).size();
        Map<Integer, LogExtent> extents =
                Map.of(0, new LogExtent(10, end, end, false, false, -1), 1, LogExtent.whole(end));
        Findings found = judge(extents);
        assertThat(found.verdict()).isEqualTo(Verdict.VOID);
        assertThat(found.removedRecords()).isEqualTo(10);
    }

    @Test
    void whatCompactionRemovedIsNotLost() throws IOException {
        write();
        log.get(0).remove(10);
        long end = log.get(1).size();
        LogExtent compacted = new LogExtent(0, end, end, true, false, -1);
        assertThat(judge(Map.of(0, compacted, 1, compacted)).verdict()).isEqualTo(Verdict.VOID);
    }

    @Test
    void aCutTailOfACompactedTopicIsLost() throws IOException {
        write();
        long end = log.get(1).size();
        log.get(0).subList(95, (int) end).clear();
        LogExtent cut = new LogExtent(0, 95, 95, true, false, -1);
        Findings found = judge(Map.of(0, cut, 1, LogExtent.whole(end)));
        assertThat(found.count(Anomaly.LOST)).isEqualTo(end - 95);
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void whatCouldNotBeReadIsNotLost() throws IOException {
        write();
        long end = log.get(1).size();
        log.get(0).subList(30, (int) end).clear();
        Findings found = judge(Map.of(0, new LogExtent(0, end, 30, false, false, -1), 1, LogExtent.whole(end)));
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(found.unreadRecords()).isEqualTo(end - 30);
    }

    @Test
    void aLossIsFoundAlsoWhenNotEverythingWasRead() throws IOException {
        write();
        long end = log.get(1).size();
        log.get(0).subList(30, (int) end).clear();
        log.get(0).remove(3);
        Findings found = judge(Map.of(0, new LogExtent(0, end, 30, false, false, -1), 1, LogExtent.whole(end)));
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.count(Anomaly.LOST)).isEqualTo(1);
    }
}
