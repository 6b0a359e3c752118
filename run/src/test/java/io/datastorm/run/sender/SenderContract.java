package io.datastorm.run.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every sender promises, on three real brokers. For plugins, too. */
public abstract class SenderContract {
    private static LocalCluster cluster;
    private static Admin admin;

    @BeforeAll
    static void start() {
        // A dead broker's partitions get new leaders soon.
        cluster = LocalCluster.start(ClusterPlan.of(3)
                .with(Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500")));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private final Kind kind;

    protected SenderContract(String sender) {
        this.kind = new Kind(sender);
    }

    /** A run against the three brokers. */
    protected static SenderHarness harness(Map<Option<?>, String> settings) {
        return SenderHarness.prepare(cluster.bootstrapServers(), settings);
    }

    @ParameterizedTest
    @CsvSource({
        "none,1,256KiB,25ms,20001",
        "none,all,1KiB,0ms,5001",
        "gzip,1,64KiB,25ms,20001",
        "snappy,all,64KiB,200ms,20001",
        "lz4,all,1MiB,20s,20001",
        "zstd,1,16KiB,25ms,20001"
    })
    void everyRecordArrivesOnceFreshAndInOrder(
            String compression, String acks, String batch, String linger, int records) throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-" + compression + "-" + batch);
        settings.put(LoadOptions.RECORDS, Integer.toString(records));
        settings.put(SenderOptions.WORKERS, "3");
        settings.put(SenderOptions.COMPRESSION, compression);
        settings.put(SenderOptions.ACKS, acks);
        settings.put(SenderOptions.BATCH_SIZE, batch);
        settings.put(SenderOptions.LINGER, linger);
        settings.put(TopicOptions.REPLICATION_FACTOR, "2");
        long before = System.currentTimeMillis();
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        long after = System.currentTimeMillis();
        assertThat(harness.acknowledged()).isEqualTo(records);
        List<List<ConsumerRecord<byte[], byte[]>>> read = harness.readBack();
        for (List<ConsumerRecord<byte[], byte[]>> partition : read) {
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                assertThat(record.timestamp()).isBetween(before, after);
                long stamped = (long) SenderHarness.decode(record).get("placedAt");
                assertThat(stamped).isBetween(before, record.timestamp());
                assertThat(!kind.direct() || stamped == record.timestamp()).isTrue();
            }
        }
        assertThat(SenderHarness.inOrder(read, 3)).isEqualTo(records);
    }

    @ParameterizedTest
    @CsvSource({"none,false", "lz4,true"})
    void keysAndHeadersArriveAndKeysDecideThePartition(String compression, String frozen) throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-keyed-" + frozen);
        settings.put(LoadOptions.RECORDS, "20001");
        settings.put(SenderOptions.WORKERS, "3");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.put(RecordOptions.KEY, "customer");
        settings.put(RecordOptions.HEADER, "trace=abc\nempty=");
        settings.put(RecordOptions.FROZEN, frozen);
        settings.put(SenderOptions.COMPRESSION, compression);
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        List<List<ConsumerRecord<byte[], byte[]>>> read = harness.readBack();
        assertThat(read.stream().mapToLong(List::size).sum()).isEqualTo(20_001);
        Map<String, Integer> counts = new HashMap<>();
        for (List<ConsumerRecord<byte[], byte[]>> partition : read) {
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                String key = new String(record.key(), UTF_8);
                counts.merge(key, 1, Integer::sum);
                assertThat(key)
                        .isEqualTo(SenderHarness.decode(record).get("customer").toString());
                assertThat(record.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % 4);
                assertThat(record.headers()).extracting(Header::key).containsExactly("trace", "empty");
                assertThat(record.headers().lastHeader("trace").value()).isEqualTo("abc".getBytes(UTF_8));
            }
        }
        // 40 rounds of a pool of 500, in which a few customers occur twice.
        assertThat(counts).hasSizeBetween(490, 500);
        assertThat(counts.values()).allMatch(count -> count > 5 && count < 140);
    }

    /** They do not depend on the pool, which has 500 values, and each number occurs once. */
    @ParameterizedTest
    @CsvSource({"none,false", "lz4,true"})
    void drawnKeysDecideThePartition(String compression, String frozen) throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-drawn-" + frozen);
        settings.put(LoadOptions.RECORDS, "20001");
        settings.put(SenderOptions.WORKERS, "3");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.put(RecordOptions.KEYS, "sequence");
        settings.put(RecordOptions.FROZEN, frozen);
        settings.put(SenderOptions.COMPRESSION, compression);
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        Set<Long> numbers = new HashSet<>();
        for (List<ConsumerRecord<byte[], byte[]>> partition : harness.readBack()) {
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                assertThat(record.key()).hasSize(12);
                assertThat(record.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % 4);
                assertThat(SenderHarness.decode(record).get("customer").toString())
                        .startsWith("C-");
                numbers.add(Long.parseLong(new String(record.key(), UTF_8)));
            }
        }
        assertThat(numbers).hasSize(20_001);
        assertThat(Collections.max(numbers)).isEqualTo(20_000);
    }

    /** The most frequent key of 1000 has a seventh of all records, whatever its partition has beside it. */
    @Test
    void keysMayBeSkewed() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-skewed");
        settings.put(LoadOptions.RECORDS, "20001");
        settings.put(RecordOptions.KEYS, "zipf:1000:1");
        settings.put(RecordOptions.KEY_FORMAT, "json");
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        Map<String, Integer> counts = new HashMap<>();
        harness.readBack()
                .forEach(partition ->
                        partition.forEach(record -> counts.merge(new String(record.key(), UTF_8), 1, Integer::sum)));
        assertThat(counts.get("\"000\"")).isBetween(2500, 2850);
        assertThat(counts.get("\"001\"")).isBetween(1200, 1480);
        assertThat(counts).hasSizeBetween(900, 1000);
    }

    /** One in ten says that its key is deleted. */
    @ParameterizedTest
    @CsvSource({"none,10000", "zstd,7"})
    void tombstonesHaveKeysAndNoValues(String compression, String keys) throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-tombstones-" + keys);
        settings.put(LoadOptions.RECORDS, "20000");
        settings.put(RecordOptions.KEYS, "uniform:" + keys);
        settings.put(RecordOptions.TOMBSTONES, "10%");
        settings.put(SenderOptions.COMPRESSION, compression);
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        List<ConsumerRecord<byte[], byte[]>> read =
                harness.readBack().stream().flatMap(List::stream).toList();
        long without = read.stream().filter(record -> record.value() == null).count();
        assertThat(read).hasSize(20_000).allSatisfy(record -> {
            assertThat(record.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % 4);
            assertThat(record.value() == null || SenderHarness.decode(record).get("customer") != null)
                    .isTrue();
        });
        assertThat(without).isBetween(1950L, 2050L);
    }

    @Test
    void frozenRecordsRepeatThePool() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-frozen");
        settings.put(LoadOptions.RECORDS, "5000");
        settings.put(RecordOptions.FROZEN, "true");
        settings.put(SenderOptions.COMPRESSION, "lz4");
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        Set<GenericRecord> values = new HashSet<>();
        harness.readBack().forEach(partition -> partition.forEach(record -> values.add(SenderHarness.decode(record))));
        assertThat(harness.acknowledged()).isEqualTo(5000);
        assertThat(values).hasSize(500);
    }

    /** Values that follow no schema differ by the counter in their first bytes. */
    @Test
    void plainBytesArriveOnceAndDiffer() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-plain");
        settings.remove(RecordOptions.TEMPLATE);
        settings.put(RecordOptions.SIZE_DISTRIBUTION, "8-64:3,2KiB:1");
        settings.put(RecordOptions.RANDOM_RATIO, "0.5");
        settings.put(LoadOptions.RECORDS, "20001");
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        Set<Long> counters = new HashSet<>();
        for (List<ConsumerRecord<byte[], byte[]>> partition : harness.readBack()) {
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                int size = record.value().length;
                assertThat(size <= 64 ? size >= 8 : size == 2048).isTrue();
                assertThat(record.value()[size - 1] == 0 || size < 16).isTrue();
                counters.add(ByteBuffer.wrap(record.value()).getLong());
            }
        }
        assertThat(counters).hasSize(20_001);
    }

    @Test
    void batchesOfSixteenMebibytesFit() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-large");
        settings.put(LoadOptions.RECORDS, "300k");
        settings.put(TopicOptions.PARTITIONS, "1");
        settings.put(SenderOptions.WORKERS, "1");
        settings.put(SenderOptions.BATCH_SIZE, "16MiB");
        settings.put(SenderOptions.BUFFER_MEMORY, "64MiB");
        settings.put(SenderOptions.LINGER, "500ms");
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        assertThat(harness.acknowledged()).isEqualTo(300_000);
        assertThat(harness.readBack().get(0)).hasSize(300_000);
    }

    @Test
    void withoutAcknowledgementsEverythingIsSent() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-acks0");
        settings.put(LoadOptions.RECORDS, "50k");
        settings.put(SenderOptions.ACKS, "0");
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        assertThat(harness.acknowledged()).isEqualTo(50_000);
        assertThat(harness.readBack().stream().mapToLong(List::size).sum()).isEqualTo(50_000);
    }

    @Test
    void atARateRecordsDoNotWaitForFullBatches() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-rate");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(LoadOptions.RATE, "200");
        settings.put(SenderOptions.BATCH_SIZE, "1MiB");
        settings.put(SenderOptions.LINGER, "10ms");
        SenderHarness harness = harness(settings);
        harness.runWhile(100, harness::enough).everyRecordHasAnOutcome();
        // A full batch would hold about 5000 records.
        assertThat(harness.attempted()).isBetween(100L, 1000L);
        assertThat(harness.acknowledged()).isEqualTo(harness.attempted());
    }
}
