package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A log that is changed in every way that logs go wrong: each is named exactly, and nothing else is. */
final class JudgeTest extends TamperedLog {
    @Test
    void anUnchangedLogIsClean() throws IOException {
        finds(null, 0, unchanged -> {});
        assertThat(judge(whole()).read()).isEqualTo(log.get(0).size() * 2L);
    }

    @Test
    void aDroppedRecordIsLost() throws IOException {
        finds(Anomaly.LOST, 1, logs -> logs.get(1).remove(20));
        assertThat(judge(whole()).places()).containsExactly(new Findings.Place(Anomaly.LOST, 1, 20, 1, 13, 1));
    }

    @Test
    void aDroppedBatchIsLost() throws IOException {
        finds(Anomaly.LOST, BATCH, logs -> logs.get(0)
                .subList(2 * BATCH, 3 * BATCH)
                .clear());
    }

    @Test
    void aCutTailIsLostAndNoted() throws IOException {
        finds(Anomaly.LOST, 10, logs -> logs.get(0)
                .subList(logs.get(0).size() - 10, logs.get(0).size())
                .clear());
        assertThat(judge(whole()).notes()).singleElement().asString().contains("partition 0: the log ends at offset");
    }

    @Test
    void aRecordThatIsThereTwiceIsADuplicate() throws IOException {
        finds(Anomaly.DUPLICATED, 1, logs -> logs.get(0)
                .add(logs.get(0).get(33).at(logs.get(0).size())));
    }

    /**
     * A retry without idempotence: the first attempt's answer was lost, the second one's told where the records are.
     */
    @Test
    void aBatchThatWasStoredTwiceIsADuplicateEachAndNothingElse() throws IOException {
        finds(Anomaly.DUPLICATED, BATCH, logs -> {
            List<Stored> stored = logs.get(0);
            int end = stored.size();
            for (int i = 0; i < BATCH; i++) {
                stored.add(stored.get(end - BATCH + i).at(end + i));
            }
            for (int i = 0; i < told.size(); i++) {
                if ((long) told.get(i)[4] == end - BATCH && LaneId.partition((int) told.get(i)[1]) == 0) {
                    told.get(i)[4] = (long) end;
                }
            }
        });
    }

    @Test
    void swappedRecordsAreReordered() throws IOException {
        finds(Map.of(Anomaly.REORDERED, 1L, Anomaly.OFFSET_DISAGREES, 1L), logs -> {
            List<Stored> stored = logs.get(0);
            Stored first = stored.get(15);
            stored.set(15, stored.get(16).at(15));
            stored.set(16, first.at(16));
        });
    }

    @Test
    void aChangedValueIsCorrupted() throws IOException {
        finds(Anomaly.CORRUPTED, 1, logs -> logs.get(0)
                .set(40, logs.get(0).get(40).with("valuf 0 19")));
    }

    /** Whatever bit of the stamp flips, the record is known by its offset. */
    @Test
    void aChangedStampIsCorruptedAndNotLost() throws IOException {
        for (int bit = 0; bit < 8 * RecordStamp.BYTES; bit++) {
            log.clear();
            told.clear();
            int flipped = bit;
            finds(Anomaly.CORRUPTED, 1, logs -> {
                Stored record = logs.get(1).get(12);
                List<Byte> stamp = new ArrayList<>(record.stamp());
                stamp.set(flipped / 8, (byte) (stamp.get(flipped / 8) ^ 1 << flipped % 8));
                logs.get(1).set(12, new Stored(record.offset(), MILLIS, record.value(), stamp));
            });
        }
    }

    /** As when a compressed batch is opened in spite of a flipped bit: nothing in it need be what or where it was. */
    @Test
    void whatADamagedBatchLeavesOutRepeatsOrMovesIsCorruptedOnce() throws IOException {
        damagedBatch = 3;
        int first = damagedBatch * BATCH;
        finds(Anomaly.CORRUPTED, 4, logs -> {
            List<Stored> stored = logs.get(0);
            stored.set(first + 2, stored.get(first + 1).at(first + 2));
            stored.set(first + 3, stored.get(first + 6).at(first + 900_000));
            stored.set(first + 4, Stored.plain(first + 4));
            stored.set(first + 5, stored.get(first + 5).with("y"));
            stored.set(first + 6, stored.get(first + 3).with("z"));
        });
        assertThat(judge(whole()).places())
                .containsExactly(new Findings.Place(Anomaly.CORRUPTED, 0, first + 2, 2, BATCH + 2, 4));
    }

    @Test
    void aDamagedBatchOfIntactRecordsIsCorrupted() throws IOException {
        damagedBatch = 3;
        finds(Anomaly.CORRUPTED, 1, unchanged -> {});
    }

    @Test
    void aMissingStampIsCorrupted() throws IOException {
        finds(Anomaly.CORRUPTED, 1, logs -> logs.get(1).set(12, Stored.plain(12)));
    }

    @Test
    void aRecordInAnotherPartitionIsMisplaced() throws IOException {
        finds(Anomaly.MISPLACED, 1, logs -> logs.get(1)
                .add(logs.get(0).remove(50).at(logs.get(1).size())));
    }

    @Test
    void foreignRecordsAreCountedAndHurtNobody() throws IOException {
        finds(null, 0, logs -> {
            logs.get(0).add(stored(logs.get(0).size(), "another run", LaneId.of(0, 0), 3));
            logs.get(0).add(Stored.plain(logs.get(0).size()));
        });
        assertThat(judge(whole()).foreignRecords()).isEqualTo(2);
    }

    /** A loss is one all the same. */
    @Test
    void aChangedTimestampIsCorrupted() throws IOException {
        finds(Anomaly.CORRUPTED, 1, logs -> logs.get(0)
                .set(40, logs.get(0).get(40).sentAt(MILLIS + 3_600_000)));
    }

    @Test
    void swappedBatchesAreReorderedAndAtOtherOffsets() throws IOException {
        long n = BATCH;
        finds(Map.of(Anomaly.REORDERED, n, Anomaly.OFFSET_DISAGREES, n), logs -> {
            List<Stored> stored = logs.get(0);
            for (int i = 0; i < BATCH; i++) {
                int first = 2 * BATCH + i;
                int second = 4 * BATCH + i;
                Stored held = stored.get(first);
                stored.set(first, stored.get(second).at(first));
                stored.set(second, held.at(second));
            }
        });
        assertThat(judge(whole()).places())
                .contains(new Findings.Place(Anomaly.OFFSET_DISAGREES, 0, 2 * BATCH, 1, 2 * BATCH, BATCH));
    }

    @Test
    void lossesInARowAreOnePlace() throws IOException {
        finds(Anomaly.LOST, BATCH, logs -> logs.get(1)
                .subList(2 * BATCH, 3 * BATCH)
                .clear());
        assertThat(judge(whole()).places())
                .containsExactly(new Findings.Place(Anomaly.LOST, 1, 2 * BATCH, 1, BATCH, BATCH));
    }

    @Test
    void recordsAtRepeatedOffsetsAreNamedAndForeignOnesAreNot() throws IOException {
        write();
        try (JournalIndex index = index()) {
            Judge judge = new Judge(index, 2, partition -> true);
            log.get(0).forEach(record -> hand(judge.partition(0), 0, record));
            log.get(1).forEach(record -> hand(judge.partition(1), 1, record));
            for (Stored record : log.get(0).subList(BATCH, 2 * BATCH)) {
                byte[] stamp = new byte[RecordStamp.BYTES];
                for (int i = 0; i < stamp.length; i++) {
                    stamp[i] = record.stamp().get(i);
                }
                byte[] value = record.value().getBytes(StandardCharsets.UTF_8);
                judge.partition(0).content(value, 0, value.length, MILLIS);
                judge.partition(0).repeated(record.offset(), stamp, 0);
                judge.partition(0).repeated(record.offset(), new byte[0], -1);
            }
            Findings found = judge.finish(whole());
            assertThat(found.count(Anomaly.REPEATED_OFFSET)).isEqualTo(BATCH);
            assertThat(found.foreignRecords()).isEqualTo(BATCH);
            assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        }
    }

    @Test
    void aDamagedBatchOfOthersHurtsNobody() throws IOException {
        damagedBatch = 15;
        finds(null, 0, logs -> IntStream.range(0, BATCH)
                .forEach(i -> logs.get(0).add(Stored.plain(15 * BATCH + i))));
        assertThat(judge(whole()).notes()).singleElement().asString().contains("hold no acknowledged record");
    }

    @Test
    void anEpochThatGoesBackIsADamagedHeader() throws IOException {
        epochBatch = 3;
        badEpoch = EPOCH - 4;
        finds(Anomaly.CORRUPTED, 1, unchanged -> {});
        assertThat(judge(whole()).places().get(0).offset()).isEqualTo(3 * BATCH);
    }

    @Test
    void anEpochThatIsTooHighIsADamagedHeader() throws IOException {
        epochBatch = 3;
        badEpoch = EPOCH + 8;
        finds(Anomaly.CORRUPTED, 1, unchanged -> {});
        assertThat(judge(whole()).places().get(0).offset()).isEqualTo(3 * BATCH);
    }

    @Test
    void theLastEpochIsNotAboveTheLeaders() throws IOException {
        write();
        epochBatch = 14;
        badEpoch = EPOCH + 1;
        long end = log.get(0).size();
        LogExtent known = new LogExtent(0, end, end, false, false, EPOCH);
        assertThat(judge(Map.of(0, known, 1, known)).count(Anomaly.CORRUPTED)).isEqualTo(1);
        badEpoch = EPOCH;
        assertThat(judge(Map.of(0, known, 1, known)).verdict()).isEqualTo(Verdict.CLEAN);
    }

    /** With acks=1 a record may be acknowledged that consumers do not see yet. */
    @Test
    void recordsAtOtherOffsetsThanAcknowledgedAreNamed() throws IOException {
        finds(Anomaly.OFFSET_DISAGREES, BATCH, logs -> told.get(14)[4] = (long) told.get(14)[4] + 1000);
    }

    @Test
    void unknownOffsetsAreNoAnomaly() throws IOException {
        finds(null, 0, logs -> told.get(5)[4] = Journal.NO_OFFSET);
    }
}
