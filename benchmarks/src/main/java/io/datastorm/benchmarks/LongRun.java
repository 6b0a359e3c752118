package io.datastorm.benchmarks;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.BatchHealth;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.LogExtent;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.journal.Outcome;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.transaction.Visibility;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The verification of a long run without a cluster: the journal of so many seconds is written, in which each worker's
 * records of each partition are acknowledged once a second, and every record is judged. Shows that memory does not grow
 * with the run: give the JVM a small heap.
 */
public final class LongRun {
    private static final int WORKERS = 8;
    private static final int PARTITIONS = 32;
    private static final int RECORDS = 2;
    private static final double NANOS = 1e9;

    private final long seconds;
    private final Heading heading = new Heading(
            "long", "cluster", Topics.of("topic"), List.of("id"), "all", true, 0, Collections.nCopies(PARTITIONS, 0L));

    private LongRun(long seconds) {
        this.seconds = seconds;
    }

    /** Arguments: seconds, and a directory for the journal. */
    public static void main(String[] arguments) throws IOException {
        Path journal = Path.of(arguments[1], "long-run-journal");
        try {
            new LongRun(Long.parseLong(arguments[0])).run(journal, new PrintStream(System.out, true));
        } finally {
            Files.deleteIfExists(journal);
        }
    }

    private void run(Path file, PrintStream out) throws IOException {
        long start = System.nanoTime();
        write(file);
        long written = System.nanoTime();
        try (JournalIndex index = JournalIndex.read(file)) {
            long read = System.nanoTime();
            Findings found = judge(index);
            out.printf(
                    "%s: %,d records in %,d entries; journal %,d MB, written in %.0f s, "
                            + "read in %.0f s, judged in %.0f s%n",
                    found.verdict(),
                    found.read(),
                    found.read() / RECORDS,
                    Files.size(file) / 1_000_000,
                    (written - start) / NANOS,
                    (read - written) / NANOS,
                    (System.nanoTime() - read) / NANOS);
        }
    }

    private void write(Path file) throws IOException {
        try (Journal journal = new Journal(file, heading)) {
            for (long second = 0; second < seconds; second++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    for (int worker = 0; worker < WORKERS; worker++) {
                        long offset = (second * WORKERS + worker) * RECORDS;
                        int queue = LaneId.of(worker, partition);
                        journal.add(Outcome.ACKNOWLEDGED, queue, second * RECORDS, RECORDS, offset);
                    }
                }
                journal.flush();
            }
            journal.seal(List.of("id"));
        }
    }

    private Findings judge(JournalIndex index) {
        Judge judge = new Judge(index, PARTITIONS, partition -> true);
        Map<Integer, LogExtent> extents = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            judge(judge.partition(partition), partition);
            extents.put(partition, LogExtent.whole(seconds * WORKERS * RECORDS));
        }
        return judge.finish(extents);
    }

    private void judge(PartitionJudge judge, int partition) {
        RecordStamp stamp = new RecordStamp(heading);
        byte[] record = new byte[RecordStamp.BYTES];
        for (long offset = 0; offset < seconds * WORKERS * RECORDS; offset++) {
            long entry = offset / RECORDS;
            if (offset % RECORDS == 0) {
                judge.batch(offset, offset + RECORDS - 1, 0, BatchHealth.SOUND, Visibility.VISIBLE);
            }
            stamp.timestamp(entry);
            stamp.content(record, 0, 0);
            int queue = LaneId.of((int) (entry % WORKERS), partition);
            stamp.write(record, 0, queue, entry / WORKERS * RECORDS + offset % RECORDS);
            judge.content(record, 0, 0, entry);
            judge.record(offset, record, 0);
        }
    }
}
