package io.datastorm.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.proof.Findings.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of two workers and two partitions, changed in every way that logs go wrong: each is named exactly, and nothing else is. */
final class JudgeTest {
    private static final String TOPIC = "orders";
    private static final int RECORDS = 100;
    private static final int BATCH = 7;

    @TempDir
    private Path directory;

    /** A stored record. */
    private record Stored(long offset, String value, List<Byte> stamp) {
        Stored at(long other) {
            return new Stored(other, value, stamp);
        }

        Stored with(String other) {
            return new Stored(offset, other, stamp);
        }
    }

    private final List<List<Stored>> log = new ArrayList<>();
    private final List<Object[]> told = new ArrayList<>();
    /** The checksum of this batch of partition 0 is wrong. */
    private int damagedBatch = -1;

    /** Two lanes take turns in each partition, a batch each. */
    private void write() {
        for (int partition = 0; partition < 2; partition++) {
            List<Stored> stored = new ArrayList<>();
            for (int batch = 0; batch * BATCH < RECORDS; batch++) {
                int lane = LaneId.of(batch % 2, partition);
                long first = batch / 2 * (long) BATCH;
                told.add(new Object[] {Outcome.ACKNOWLEDGED, lane, first, (long) BATCH, (long) stored.size()});
                for (int i = 0; i < BATCH; i++) {
                    stored.add(stored(stored.size(), "run", lane, first + i));
                }
            }
            log.add(stored);
        }
    }

    private static Stored stored(long offset, String run, int lane, long sequence) {
        String value = "value " + lane + " " + sequence;
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] stamp = new byte[RecordStamp.BYTES];
        RecordStamp writer = new RecordStamp(run, TOPIC);
        writer.value(bytes, 0, bytes.length);
        writer.write(stamp, 0, lane, sequence);
        List<Byte> boxed = new ArrayList<>();
        for (byte b : stamp) {
            boxed.add(b);
        }
        return new Stored(offset, value, boxed);
    }

    private Findings judge(Map<Integer, LogExtent> extents) throws IOException {
        Path file = directory.resolve("journal");
        Files.deleteIfExists(file);
        try (Journal journal =
                new Journal(file, new Journal.Heading(Journal.Heading.VERSION, "run", TOPIC, List.of(0L, 0L)))) {
            for (Object[] entry : told) {
                journal.add((Outcome) entry[0], (int) entry[1], (long) entry[2], (long) entry[3], (long) entry[4]);
            }
        }
        Judge judge = new Judge(Ledger.read(file), 2);
        for (int partition = 0; partition < log.size(); partition++) {
            PartitionJudge of = judge.partition(partition);
            for (Stored record : log.get(partition)) {
                byte[] value = record.value().getBytes(StandardCharsets.UTF_8);
                byte[] stamp = new byte[record.stamp().size()];
                for (int i = 0; i < stamp.length; i++) {
                    stamp[i] = record.stamp().get(i);
                }
                if (record.offset() % BATCH == 0) {
                    boolean valid = partition != 0 || record.offset() / BATCH != damagedBatch;
                    of.batch(record.offset(), record.offset() + BATCH - 1, 0, valid);
                }
                of.value(value, 0, value.length);
                of.record(record.offset(), stamp, stamp.length == 0 ? -1 : 0);
            }
        }
        return judge.finish(extents);
    }

    private Map<Integer, LogExtent> whole() {
        Map<Integer, LogExtent> extents = new HashMap<>();
        for (int partition = 0; partition < log.size(); partition++) {
            List<Stored> stored = log.get(partition);
            long end = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).offset() + 1;
            extents.put(partition, new LogExtent(0, end, end, false));
        }
        return extents;
    }

    /** Exactly so many of one anomaly, and none of any other. */
    private void finds(Anomaly anomaly, long count, Consumer<List<List<Stored>>> change) throws IOException {
        write();
        change.accept(log);
        Findings found = judge(whole());
        for (Anomaly each : Anomaly.values()) {
            assertThat(found.count(each)).as("%s in %s", each, found.places()).isEqualTo(each == anomaly ? count : 0);
        }
        assertThat(found.verdict()).isEqualTo(anomaly == null ? Verdict.CLEAN : Verdict.BROKEN);
    }

    @Test
    void anUnchangedLogIsClean() throws IOException {
        finds(null, 0, unchanged -> {});
        assertThat(judge(whole()).read()).isEqualTo(log.get(0).size() * 2L);
    }

    @Test
    void aDroppedRecordIsLost() throws IOException {
        finds(Anomaly.LOST, 1, logs -> logs.get(1).remove(20));
        assertThat(judge(whole()).places()).containsExactly(new Findings.Place(Anomaly.LOST, 1, 20, 1, 13));
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
        assertThat(judge(whole()).notes()).singleElement().asString().contains("partition 0: the log was cut off");
    }

    @Test
    void aRecordThatIsThereTwiceIsADuplicate() throws IOException {
        finds(Anomaly.DUPLICATED, 1, logs -> logs.get(0)
                .add(logs.get(0).get(33).at(logs.get(0).size())));
    }

    /** A retry without idempotence: the first attempt's answer was lost, the second one's told where the records are. */
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
        finds(Anomaly.REORDERED, 1, logs -> {
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
                logs.get(1).set(12, new Stored(record.offset(), record.value(), stamp));
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
            stored.set(first + 4, new Stored(first + 4, "x", List.of()));
            stored.set(first + 5, stored.get(first + 5).with("y"));
            stored.set(first + 6, stored.get(first + 3).with("z"));
        });
        assertThat(judge(whole()).places())
                .containsExactly(IntStream.range(2, 6)
                        .mapToObj(i -> new Findings.Place(Anomaly.CORRUPTED, 0, first + i, 2, BATCH + i))
                        .toArray(Findings.Place[]::new));
    }

    @Test
    void aDamagedBatchOfIntactRecordsIsCorrupted() throws IOException {
        damagedBatch = 3;
        finds(Anomaly.CORRUPTED, 1, unchanged -> {});
    }

    @Test
    void aMissingStampIsCorrupted() throws IOException {
        finds(Anomaly.CORRUPTED, 1, logs -> logs.get(1).set(12, new Stored(12, "x", List.of())));
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
            logs.get(0).add(new Stored(logs.get(0).size(), "no stamp", List.of()));
        });
        assertThat(judge(whole()).foreignRecords()).isEqualTo(2);
    }

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

    /** A generator that was killed: the journal ends earlier than the log. */
    @Test
    void whatNoJournalMentionsIsUnresolved() throws IOException {
        finds(null, 0, logs -> told.subList(10, told.size()).clear());
        assertThat(judge(whole()).unresolvedStoredRecords()).isPositive();
    }

    @Test
    void recordsAtOtherOffsetsThanAcknowledgedAreNamed() throws IOException {
        finds(Anomaly.OFFSET_DISAGREES, BATCH, logs -> told.get(14)[4] = (long) told.get(14)[4] + 1000);
    }

    @Test
    void unknownOffsetsAreNoAnomaly() throws IOException {
        finds(null, 0, logs -> told.get(5)[4] = Journal.NO_OFFSET);
    }

    @Test
    void whatRetentionRemovedIsNotLost() throws IOException {
        write();
        log.get(0).subList(0, 10).clear();
        long end = log.get(1).size();
        Map<Integer, LogExtent> extents =
                Map.of(0, new LogExtent(10, end, end, false), 1, new LogExtent(0, end, end, false));
        Findings found = judge(extents);
        assertThat(found.verdict()).isEqualTo(Verdict.VOID);
        assertThat(found.removedRecords()).isEqualTo(10);
    }

    @Test
    void whatCompactionRemovedIsNotLost() throws IOException {
        write();
        log.get(0).remove(10);
        long end = log.get(1).size();
        LogExtent compacted = new LogExtent(0, end, end, true);
        assertThat(judge(Map.of(0, compacted, 1, compacted)).verdict()).isEqualTo(Verdict.VOID);
    }

    @Test
    void whatCouldNotBeReadIsNotLost() throws IOException {
        write();
        long end = log.get(1).size();
        log.get(0).subList(30, (int) end).clear();
        Findings found = judge(Map.of(0, new LogExtent(0, end, 30, false), 1, new LogExtent(0, end, end, false)));
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(found.unreadRecords()).isEqualTo(end - 30);
    }

    /** But what is missing before that is. */
    @Test
    void aLossIsFoundAlsoWhenNotEverythingWasRead() throws IOException {
        write();
        long end = log.get(1).size();
        log.get(0).subList(30, (int) end).clear();
        log.get(0).remove(3);
        Findings found = judge(Map.of(0, new LogExtent(0, end, 30, false), 1, new LogExtent(0, end, end, false)));
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.count(Anomaly.LOST)).isEqualTo(1);
    }

    @Test
    void aTornJournalIsReadUpToItsLastWholeEntry() throws IOException {
        write();
        judge(whole());
        Path file = directory.resolve("journal");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertThat(Ledger.read(file).part(1).placed())
                .hasSize(Ledger.read(file).part(0).placed().size() - 1);
    }
}
