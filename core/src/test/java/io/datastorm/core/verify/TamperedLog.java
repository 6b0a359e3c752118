package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.journal.Outcome;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.transaction.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/** A log of two workers and two partitions that a test changes, with the journal that its run has left. */
abstract class TamperedLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final String TOPIC = "orders";
    static final int RECORDS = 100;
    static final int BATCH = 7;
    static final int EPOCH = 4;
    static final long MILLIS = 1_700_000_000_000L;
    private static final long TIMEOUT_MILLIS = 60_000;

    @TempDir
    Path directory;

    /** A batch, by its number in its partition. */
    record BatchPlace(int partition, int batch) {}

    /** A stored record. */
    record Stored(long offset, long millis, String value, List<Byte> stamp) {
        Stored at(long other) {
            return new Stored(other, millis, value, stamp);
        }

        Stored with(String other) {
            return new Stored(offset, millis, other, stamp);
        }

        Stored sentAt(long other) {
            return new Stored(offset, other, value, stamp);
        }

        static Stored plain(long offset) {
            return new Stored(offset, MILLIS, "x", List.of());
        }
    }

    final List<List<Stored>> log = new ArrayList<>();
    final List<Object[]> told = new ArrayList<>();
    final List<Object[]> transactions = new ArrayList<>();
    /** Of batches that are not returned to consumers of committed records. */
    final Map<BatchPlace, Visibility> hidden = new HashMap<>();
    /** The checksum of this batch of partition 0 is wrong. */
    int damagedBatch = -1;
    /** The leader epoch of this batch of partition 0 is another one. */
    int epochBatch = -1;

    int badEpoch;
    boolean sealed = true;
    boolean sameTopic = true;

    /** Two lanes take turns in each partition, a batch each. */
    void write() {
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

    static Stored stored(long offset, String run, int lane, long sequence) {
        String value = "value " + lane + " " + sequence;
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] stamp = new byte[RecordStamp.BYTES];
        RecordStamp writer = new RecordStamp(heading(run));
        writer.timestamp(MILLIS);
        writer.content(bytes, 0, bytes.length);
        writer.write(stamp, 0, lane, sequence);
        List<Byte> boxed = new ArrayList<>();
        for (byte b : stamp) {
            boxed.add(b);
        }
        return new Stored(offset, MILLIS, value, boxed);
    }

    static Heading heading(String run) {
        return new Heading(
                run, "cluster", Topics.of(TOPIC), List.of("topic-id"), "all", true, TIMEOUT_MILLIS, List.of(0L, 0L));
    }

    Findings judge(Map<Integer, LogExtent> extents) throws IOException {
        Path file = directory.resolve("journal");
        Files.deleteIfExists(file);
        try (Journal journal = new Journal(file, heading("run"))) {
            for (Object[] entry : told) {
                journal.add((Outcome) entry[0], (int) entry[1], (long) entry[2], (long) entry[3], (long) entry[4]);
            }
            for (Object[] part : transactions) {
                journal.transaction(
                        (TransactionOutcome) part[0], (int) part[1], (long) part[2], (long) part[3], (int) part[4]);
            }
            if (sealed) {
                journal.seal(List.of("topic-id"));
            }
        }
        try (JournalIndex index = JournalIndex.read(file)) {
            Judge judge = new Judge(index, 2, partition -> sameTopic);
            for (int partition = 0; partition < log.size(); partition++) {
                hand(
                        judge.partition(partition),
                        partition,
                        0,
                        log.get(partition).size());
            }
            Findings found = judge.finish(extents);
            for (int interrupted = 0; interrupted < RECORDS; interrupted += 2 * BATCH) {
                assertThat(judge(index, extents, interrupted))
                        .as("interrupted after about %d records", interrupted)
                        .usingRecursiveComparison()
                        .isEqualTo(found);
            }
            return found;
        }
    }

    /** Reading is interrupted in each partition, at the end of a batch, and goes on with another judge. */
    private Findings judge(JournalIndex index, Map<Integer, LogExtent> extents, int interrupted) throws IOException {
        Judge first = new Judge(index, 2, partition -> sameTopic);
        Judge second = new Judge(index, 2, partition -> sameTopic);
        for (int partition = 0; partition < log.size(); partition++) {
            List<Stored> stored = log.get(partition);
            int at = Math.min(interrupted, stored.size());
            while (at < stored.size() && stored.get(at).offset() % BATCH != 0) {
                at++;
            }
            hand(first.partition(partition), partition, 0, at);
            Optional<PartitionJudge.Progress> progress =
                    first.partition(partition).progress();
            if (progress.isPresent()) {
                byte[] written = JSON.writeValueAsBytes(progress.get());
                second.partition(partition).begin(JSON.readValue(written, PartitionJudge.Progress.class));
            }
            hand(second.partition(partition), partition, progress.isPresent() ? at : 0, stored.size());
        }
        return second.finish(extents);
    }

    void hand(PartitionJudge of, int partition, int from, int to) {
        log.get(partition).subList(from, to).forEach(record -> hand(of, partition, record));
    }

    void hand(PartitionJudge of, int partition, Stored record) {
        byte[] value = record.value().getBytes(StandardCharsets.UTF_8);
        byte[] stamp = new byte[record.stamp().size()];
        for (int i = 0; i < stamp.length; i++) {
            stamp[i] = record.stamp().get(i);
        }
        if (record.offset() % BATCH == 0) {
            boolean bad = partition == 0 && record.offset() / BATCH == damagedBatch;
            int epoch = partition == 0 && record.offset() / BATCH == epochBatch ? badEpoch : EPOCH;
            of.batch(
                    record.offset(),
                    record.offset() + BATCH - 1,
                    epoch,
                    bad ? BatchHealth.BAD_CHECKSUM : BatchHealth.SOUND,
                    hidden.getOrDefault(
                            new BatchPlace(partition, (int) (record.offset() / BATCH)), Visibility.VISIBLE));
        }
        of.content(value, 0, value.length, record.millis());
        of.record(record.offset(), stamp, stamp.length == 0 ? -1 : 0);
    }

    Map<Integer, LogExtent> whole() {
        Map<Integer, LogExtent> extents = new HashMap<>();
        for (int partition = 0; partition < log.size(); partition++) {
            List<Stored> stored = log.get(partition);
            long end = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).offset() + 1;
            extents.put(partition, LogExtent.whole(end));
        }
        return extents;
    }

    /** Exactly so many of one anomaly, and none of any other. */
    void finds(Anomaly anomaly, long count, Consumer<List<List<Stored>>> change) throws IOException {
        finds(anomaly == null ? Map.of() : Map.of(anomaly, count), change);
    }

    void finds(Map<Anomaly, Long> expected, Consumer<List<List<Stored>>> change) throws IOException {
        write();
        change.accept(log);
        Findings found = judge(whole());
        for (Anomaly each : Anomaly.values()) {
            assertThat(found.count(each))
                    .as("%s in %s", each, found.places())
                    .isEqualTo(expected.getOrDefault(each, 0L));
        }
        assertThat(found.verdict()).isEqualTo(expected.isEmpty() ? Verdict.CLEAN : Verdict.BROKEN);
    }

    JournalIndex index() throws IOException {
        judge(whole());
        return JournalIndex.read(directory);
    }
}
