package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.pace.Load;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workload files with several streams. */
final class StreamsTest {
    private static final String TWO = """
            name: shop
            cluster: {brokers: 2}
            load: {duration: 5s}
            streams:
              orders:
                topic: shop.orders
                partitions: 6
                records: {template: order, key: customer}
                load: {rate: 5k}
                sender: {acks: all}
              clicks:
                records: {template: clickstream, headers: {authorization: canary}}
                load: {rate: 20k, duration: 8s}
                sender: {kind: direct}
            """;

    @TempDir
    private Path directory;

    private Workload plan(String yaml, Settings flags) {
        try {
            Path file = Files.writeString(directory.resolve("w.yaml"), yaml);
            return new Planner(EngineTestPlans.NO_RULES, 2).plan(flags, Optional.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Workload plan(String yaml) {
        return plan(yaml, new Settings());
    }

    @Test
    void eachStreamHasItsOwnTopicRecordsLoadAndSender() {
        Workload workload = plan(TWO);
        assertThat(workload.target().brokers()).isEqualTo(2);
        assertThat(workload.streams()).extracting(StreamPlan::title).containsExactly("orders", "clicks");
        StreamPlan orders = workload.streams().get(0);
        StreamPlan clicks = workload.streams().get(1);
        assertThat(orders.topic().name()).isEqualTo("shop.orders");
        assertThat(orders.topic().partitions()).isEqualTo(6);
        assertThat(orders.records().keys()).contains(new Keys.OfField("customer", Format.STRING));
        assertThat(orders.sender().acks()).isEqualTo("all");
        assertThat(orders.load().dueWithin(Duration.ofSeconds(1))).contains(5000L);
        assertThat(clicks.topic().name()).as("without one: the stream's name").isEqualTo("clicks");
        assertThat(clicks.sender().kind()).isEqualTo(SenderPlan.Kind.DIRECT);
    }

    @Test
    void whatStandsBesideThemHoldsForAllThatDoNotSayOtherwise() {
        Workload workload = plan(TWO);
        assertThat(workload.streams().get(0).extent().duration()).contains(Duration.ofSeconds(5));
        assertThat(workload.streams().get(1).extent().duration()).contains(Duration.ofSeconds(8));
    }

    @Test
    void aFlagHoldsForAllAlsoWhereItExcludesWhatTheFileSays() {
        Settings flags = new Settings();
        flags.flag(LoadOptions.RECORDS, "7");
        assertThat(plan(TWO, flags).streams())
                .allSatisfy(stream -> assertThat(stream.extent().records()).contains(7L))
                .allSatisfy(stream -> assertThat(stream.extent().duration()).isEmpty());
    }

    @Test
    void theEffectiveWorkloadGivesTheSameRunAgain() throws IOException {
        Workload first = plan(TWO);
        String yaml = new YAMLMapper().writeValueAsString(first.effective());
        assertThat(yaml).doesNotContain("canary");
        Workload second = plan(yaml);
        assertThat(second.effective()).isEqualTo(first.effective());
        assertThat(second.streams())
                .extracting(StreamPlan::sender)
                .isEqualTo(first.streams().stream().map(StreamPlan::sender).toList());
    }

    @Test
    void aStreamMayBeAllDefaults() {
        Workload workload = plan("streams:\n  a:\n  b: {}\n");
        assertThat(workload.streams())
                .extracting(stream -> stream.topic().name())
                .containsExactly("a", "b");
        assertThat(workload.streams()).extracting(StreamPlan::load).containsOnly(new Load.Saturate());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~streams: {a: {tpic: x}}~ | w.yaml:1:15: unknown key 'tpic'; did you mean 'topic'?",
                "~streams: {a: {verify: after}}~ | the key 'verify' holds for the whole run: write it beside streams",
                "~streams: {a: {load: {rate: fast}}}~ | w.yaml:1:28 streams.a.load.rate:",
                "~streams: [a, b]~ | streams: must be a map from the name of each stream to its settings",
                "~streams: {}~ | streams: holds no stream",
                "~streams: {a: 5}~ | the stream 'a' must be a map of settings: topic, topics, partitions",
                "~streams: {a b: {}}~ | the name of a stream must be 1 to 80 letters",
                "~streams: {..: {}}~ | and not dots alone",
                "~streams: {__consumer_offsets: {}}~ | is a name of Kafka's internal topics",
                "~streams: {a: {target: {topic: x}}}~ | in a stream there is no 'target': write topic",
                "~streams: {a: {}, a: {}}~ | the stream 'a' occurs twice",
                "~streams: {a: {topic: t}, b: {topic: t}}~ | the topic 't' of stream 'b' is that of stream 'a'",
                "~streams: {a: {topics: 3}, b: {topic: a-2}}~ | the topic 'a-2' of stream 'b' is that of stream 'a'",
                "~streams: {a: {sender: {acks: 1, idempotence: true}}}~ | needs acks=all, but acks is 1",
                "~streams: {a: {sender: {bufferMemory: 1KiB}}}~ | must hold at least one batch of",
                "~streams: {a: &x {}, b: *x}~ | anchors and aliases are not allowed",
                "~streams: {a: {load: {rate: 5k, stages: 1k:5s}}}~ | contradicts",
                "~faults: add-partitions 10001 @ 1s\nstreams: {a: {topics: 100}}~ | 100 topics with so many partitions",
                "~faults: kill 1 @ 20s\nstreams: {a: {load: {duration: 5s}}, b: {}}~ | the run ends after 10s"
            })
    void saysWhatIsWrongAndWhere(String yaml, String message) {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> plan(yaml));
        assertThat(invalid).as("is refused").isNotNull();
        assertThat(invalid.getMessage()).contains(message);
    }

    /** A setting that all streams share is wrong once. */
    @Test
    void oneProblemIsOneLine() {
        InvalidInput invalid = catchThrowableOfType(
                InvalidInput.class, () -> plan("sender: {acks: 7}\nstreams: {a: {}, b: {}, c: {}}\n"));
        assertThat(invalid.problems()).hasSize(1);
    }

    /** By default there are not more partitions because there are more topics. */
    @Test
    void aStreamMayHaveSeveralTopics() {
        TopicPlan topic = topic("{topic: load, topics: 8}");
        assertThat(topic.topics()).isEqualTo(Topics.of("load", 8));
        assertThat(topic.partitions()).isEqualTo(4);
        assertThat(topic.allPartitions()).isEqualTo(32);
        assertThat(topic("{topics: 100}").partitions()).isEqualTo(1);
        assertThat(topic("{topics: 3, partitions: 5}").allPartitions()).isEqualTo(15);
    }

    private TopicPlan topic(String target) {
        return plan("target: " + target + "\n").onlyStream().topic();
    }

    /** A producer fills a batch for each partition; without room for them it would wait for its linger all the time. */
    @ParameterizedTest
    @CsvSource({
        "round-robin, 48, 256KiB",
        "zipf:1.1, 48, 256KiB",
        "sticky, 16, 256KiB",
        "kafka, 16, 256KiB",
    })
    void theBufferHasRoomForBatchesSideBySide(String partitioner, int batches, String size) {
        SenderPlan.Batch batch = batch("records: {partitioner: '" + partitioner + "'}");
        assertThat(batch.size()).hasToString(size);
        assertThat(batch.bufferMemory().bytes() / batch.size().bytes()).isEqualTo(batches);
    }

    /** 3,000 batches of 256 KiB would be more than the heap of most machines. */
    @Test
    void batchesForVeryManyPartitionsAreSmaller() {
        SenderPlan.Batch batch = batch("target: {topics: 1000, partitions: 3}\nrecords: {keys: 'uniform:10'}");
        assertThat(batch.size()).hasToString("16KiB");
        assertThat(batch.bufferMemory().bytes()).isEqualTo(3016L * (16 << 10));
        assertThat(batch("target: {partitions: 3000}").size()).hasToString("256KiB");
    }

    private SenderPlan.Batch batch(String yaml) {
        return plan(yaml + "\n").onlyStream().sender().batch();
    }
}
