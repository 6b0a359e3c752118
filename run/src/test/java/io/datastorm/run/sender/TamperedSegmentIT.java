package io.datastorm.run.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.verify.Anomaly;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no checksum covers: the headers that the broker writes, and where batches stand. Real segment files are changed,
 * and a real broker serves them.
 */
@Tag("matrix")
final class TamperedSegmentIT {
    private static final int RECORDS = 20_001;
    /** Base offset, length, leader epoch: they stand before the checksum. */
    private static final int UNCOVERED_BYTES = 16;

    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private SenderHarness run(String topic) throws InterruptedException {
        Map<Option<?>, String> settings = SenderHarness.settings(Kind.DIRECT, topic);
        settings.put(LoadOptions.RECORDS, Integer.toString(RECORDS));
        settings.put(SenderOptions.WORKERS, "3");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.put(SenderOptions.ACKS, "all");
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory)
                .run()
                .everyRecordHasAnOutcome();
    }

    /** Each is called corrupted, and nothing else; what is behind it is read. */
    @Test
    void everyBitOfAHeaderThatNoChecksumCovers() throws Exception {
        SenderHarness harness = run("t-header");
        isCalledCorrupted(harness, 0, UNCOVERED_BYTES);
        assertThat(harness.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }

    /**
     * Magic, attributes with the codec, the distance of the last offset, the number of records: a header that is wrong
     * may lead anywhere.
     */
    @Test
    void whatADamagedHeaderSaysOfItselfIsNotBelieved() throws Exception {
        SenderHarness harness = run("t-damaged");
        isCalledCorrupted(harness, 16, 17);
        isCalledCorrupted(harness, 21, 27);
        isCalledCorrupted(harness, 57, 61);
    }

    private static void isCalledCorrupted(SenderHarness harness, int fromByte, int toByte) throws Exception {
        Segment segment = Segment.of(cluster, harness.topic());
        Segment.Batch batch = segment.middleBatch();
        for (int bit = 8 * fromByte; bit < 8 * toByte; bit++) {
            segment.flip(batch.start() + bit / 8, bit % 8);
            Findings found = harness.verify();
            String what = "bit %d of byte %d: %s %s".formatted(bit % 8, bit / 8, found.places(), found.notes());
            for (Anomaly anomaly : Anomaly.values()) {
                long most = anomaly == Anomaly.CORRUPTED ? batch.count() : 0;
                assertThat(found.count(anomaly)).as("%s, %s", anomaly, what).isBetween(Math.min(1, most), most);
            }
            assertThat(found.everythingRead()).as(what).isTrue();
            assertThat(found.verdict()).as(what).isEqualTo(Verdict.BROKEN);
            segment.flip(batch.start() + bit / 8, bit % 8);
        }
    }

    /** Consumers that do not look at offsets deliver its records twice. */
    @Test
    void aBatchThatStandsTwiceAtTheSameOffsets() throws Exception {
        SenderHarness harness = run("t-repeated");
        ProcessHandle broker = ProcessHandle.of(cluster.broker(1).pid()).orElseThrow();
        broker.destroy();
        broker.onExit().get();
        Segment segment = Segment.of(cluster, harness.topic());
        Segment.Batch batch = segment.lastBatch();
        segment.repeat(batch);
        cluster.restart(1);
        cluster.awaitReady();
        Findings found = harness.verify();
        assertThat(found.count(Anomaly.REPEATED_OFFSET)).as("%s", found.notes()).isEqualTo(batch.count());
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.places()).allMatch(place -> place.anomaly() == Anomaly.REPEATED_OFFSET);
    }
}
