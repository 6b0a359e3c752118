package io.datastorm.run.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.shape.ShapeText;
import io.datastorm.core.shape.TopicShape;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.generator.plain.SizeDistribution;
import io.datastorm.kafka.sample.TopicSample;
import io.datastorm.kafka.shape.ShapeProfile;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Load of a topic's shape has the same shape. */
final class ShapeIT {
    private static final int RECORDS = 10_000;

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;
    private static DataStorm storm;
    private static TopicShape original;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        storm = DataStorm.connect(cluster.bootstrapServers());
        storm.run(original("original").rate(5000).records(RECORDS).build());
        original = shape("original");
    }

    @AfterAll
    static void stop() {
        storm.close();
        cluster.close();
    }

    private static TopicShape shape(String topic) {
        ShapeProfile profile = new ShapeProfile();
        return profile.shape(
                new TopicSample(cluster.bootstrapServers(), Map.of()).read(topic, Integer.MAX_VALUE, profile::add));
    }

    private static Path written(TopicShape shape, String topic) throws Exception {
        return Files.writeString(directory.resolve(topic + ".yaml"), ShapeText.write(shape));
    }

    private static RunPlan.Builder original(String topic) {
        return RunPlan.produce(topic)
                .partitions(3)
                .set(RecordOptions.SIZE_DISTRIBUTION, "100-200:70,1000-2000:30")
                .set(RecordOptions.RANDOM_RATIO, "0.5")
                .set(RecordOptions.KEYS, "zipf:200:1")
                .set(RecordOptions.KEY_SIZE, "16")
                .set(RecordOptions.TOMBSTONES, "2%")
                .set(RecordOptions.HEADER, "trace=12345678901234567890");
    }

    private static void assertSameShape(TopicShape made, TopicShape original) {
        assertThat(made.partitions()).isEqualTo(original.partitions());
        assertThat(small(made)).isCloseTo(small(original), within(0.03));
        assertThat(made.values().tombstones()).isCloseTo(original.values().tombstones(), within(0.005));
        made.values().compression().forEach((codec, left) -> assertThat(left)
                .isCloseTo(original.values().compression().get(codec), within(0.1)));
        assertThat(made.headers()).isEqualTo(original.headers());
        assertThat(made.keys().orElseThrow().size())
                .isEqualTo(original.keys().orElseThrow().size());
        String[] drawn = made.keys().orElseThrow().draw().split(":", -1);
        String[] before = original.keys().orElseThrow().draw().split(":", -1);
        assertThat(drawn[0]).isEqualTo("zipf").isEqualTo(before[0]);
        assertThat(drawn[1]).isEqualTo("200").isEqualTo(before[1]);
        assertThat(Double.parseDouble(drawn[2])).isCloseTo(Double.parseDouble(before[2]), within(0.05));
    }

    /** The share of values of up to 200 bytes. */
    private static double small(TopicShape shape) {
        var ranges = SizeDistribution.parse(shape.values().sizes().orElseThrow(), Integer::parseInt)
                .ranges();
        double all = ranges.stream().mapToInt(SizeDistribution.Range::weight).sum();
        return ranges.stream()
                        .filter(range -> range.high() <= 200)
                        .mapToInt(SizeDistribution.Range::weight)
                        .sum()
                / all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "direct"})
    void loadOfAShapeHasThatShape(String sender) throws Exception {
        assertThat(original.keys().orElseThrow().size()).isEqualTo(16);
        assertThat(original.values().tombstones()).isCloseTo(0.02, within(0.002));
        assertThat(original.values().compression().get("lz4")).isCloseTo(0.5, within(0.06));
        assertThat(original.headers()).containsExactly(new TopicShape.Header("trace", 20, 1));
        RunResult made = storm.run(RunPlan.produce("made-" + sender)
                .set(
                        RecordOptions.SHAPE,
                        written(original, "original-" + sender).toString())
                .set(SenderOptions.SENDER, sender)
                .set(LoadOptions.SPEED, "2x")
                .records(RECORDS)
                .verify()
                .build());
        assertThat(made.verification().clean()).isTrue();
        assertSameShape(shape("made-" + sender), original);
    }

    /** A peak of the topic is a peak of the load, and all its records come. */
    @Tag("matrix")
    @Test
    void arrivalIsRepeated() throws Exception {
        storm.run(original("peak")
                .set(LoadOptions.WARMUP, "0s")
                .set(LoadOptions.STAGES, "1000:1ms,1000:2s,6000:1ms,6000:1s,1000:1ms,1000:2s")
                .build());
        TopicShape peak = shape("peak");
        assertThat(peak.arrival().orElseThrow().rates()).hasSizeGreaterThan(3);
        RunResult made = storm.run(RunPlan.produce("peak-again")
                .set(RecordOptions.SHAPE, written(peak, "peak").toString())
                .set(LoadOptions.SPEED, "2x")
                .set(LoadOptions.WARMUP, "0s")
                .build());
        assertThat((double) made.totals().acknowledged())
                .isCloseTo((double) peak.records(), within(0.03 * peak.records()));
        double seconds = shape("peak-again").arrival().orElseThrow().seconds();
        assertThat(seconds).isCloseTo(peak.arrival().orElseThrow().seconds() / 2, within(0.3));
    }

    @Tag("matrix")
    @Test
    void agentsShareAShape() throws Exception {
        storm.run(RunPlan.produce("shared-again")
                .set(RecordOptions.SHAPE, written(original, "shared").toString())
                .set(AgentOptions.AGENTS, "2")
                .records(RECORDS)
                .build());
        assertSameShape(shape("shared-again"), original);
    }
}
