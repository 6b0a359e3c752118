package io.datastorm.run.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.generator.capture.CaptureWriter;
import io.datastorm.kafka.capture.RecordMask;
import io.datastorm.kafka.capture.TopicCapture;
import io.datastorm.kafka.sample.TopicSample;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture of a topic, sent again. */
final class ReplayIT {
    private static final int RECORDS = 3000;

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;
    private static DataStorm storm;
    private static Path capture;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        storm = DataStorm.connect(cluster.bootstrapServers());
        storm.run(RunPlan.produce("original")
                .partitions(3)
                .rate(3000)
                .records(RECORDS - 3)
                .template("order")
                .set(RecordOptions.KEYS, "zipf:100:1")
                .set(RecordOptions.TOMBSTONES, "2%")
                .set(RecordOptions.HEADER, "source=test")
                .build());
        others();
        capture = captured("original");
    }

    /** What a run does not send: headers of one record only, also without values, and no key. */
    private static void others() throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>("original", "other".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2});
                record.headers().add("none", null).add("twice", new byte[i]).add("twice", new byte[] {7});
                producer.send(record).get();
            }
        }
    }

    @AfterAll
    static void stop() {
        storm.close();
        cluster.close();
    }

    private static Path captured(String topic) throws IOException {
        Path file = directory.resolve(topic + ".dsc");
        List<CaptureWriter> opened = new ArrayList<>();
        new TopicSample(cluster.bootstrapServers(), Map.of()).readInOrder(topic, Long.MAX_VALUE, partitions -> {
            try {
                opened.add(new CaptureWriter(file, topic, partitions));
                return new TopicCapture(opened.get(0), RecordMask.none())::add;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        opened.get(0).finish();
        opened.get(0).close();
        return file;
    }

    /** The records of each key, in their order; without the stamps of a run. */
    private static Map<String, List<String>> records(String topic) {
        return records(topic, Set.of("ds", "dt"));
    }

    private static Map<String, List<String>> records(String topic, Set<String> leftOut) {
        Map<String, List<String>> records = new HashMap<>();
        new TopicSample(cluster.bootstrapServers(), Map.of())
                .read(topic, Long.MAX_VALUE, record -> records.computeIfAbsent(
                                Arrays.toString(record.key()), key -> new ArrayList<>())
                        .add(text(record, leftOut)));
        return records;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, Set<String> leftOut) {
        return Arrays.toString(record.value())
                + StreamSupport.stream(record.headers().spliterator(), false)
                        .filter(header -> !leftOut.contains(header.key()))
                        .map(ReplayIT::text)
                        .toList();
    }

    private static String text(Header header) {
        return header.key() + "=" + Arrays.toString(header.value());
    }

    private static RunPlan.Builder replay(String topic, Path file) {
        return RunPlan.produce(topic)
                .set(RecordOptions.REPLAY, file.toString())
                .set(LoadOptions.SPEED, "3x")
                .verify();
    }

    /** Also when agents share it. */
    @Tag("matrix")
    @Test
    void eachKeyHasItsRecordsInTheirOrder() throws Exception {
        RunResult result = storm.run(replay("again", capture)
                .set(AgentOptions.AGENTS, "2")
                .set(CheckOptions.VERIFY, "live")
                .set(RecordOptions.HEADER, "run=second")
                .build());
        assertThat(result.verification().clean()).isTrue();
        assertThat(result.totals().acknowledged()).isEqualTo(RECORDS);
        Map<String, List<String>> expected = new HashMap<>();
        String added = "run=" + Arrays.toString("second".getBytes(StandardCharsets.UTF_8));
        records("original")
                .forEach((key, values) -> expected.put(
                        key,
                        values.stream()
                                .map(value -> value.substring(0, value.length() - 1) + ", " + added + "]")
                                .toList()));
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(records("again")).isEqualTo(expected);
        // A capture of a replay: its stamps are not sent again.
        storm.run(replay("third", captured("again"))
                .set(CheckOptions.VERIFY, "off")
                .build());
        assertThat(records("third", Set.of())).isEqualTo(expected);
    }

    @Test
    void whatIsBeforeADamageIsSent() throws Exception {
        byte[] bytes = Files.readAllBytes(capture);
        Path broken = Files.write(directory.resolve("broken.dsc"), Arrays.copyOf(bytes, bytes.length - 100));
        RunResult result = storm.run(replay("broken", broken).build());
        assertThat(result.verification().clean()).isTrue();
        assertThat(result.totals().acknowledged()).isBetween(1L, RECORDS - 1L);
    }
}
