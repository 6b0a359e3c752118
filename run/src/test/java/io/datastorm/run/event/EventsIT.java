package io.datastorm.run.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.EventOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import io.datastorm.run.event.TopicContent.Order;
import io.datastorm.run.sender.SenderHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Timestamps, partitions and headers of records, as a consumer finds them. What is wrong on purpose is in the topic as
 * the ground truth says, nothing else is wrong, and the verdict is clean.
 */
final class EventsIT {
    private static final int RECORDS = 20_000;
    private static final String COUNTING = """
            {"type": "record", "name": "Reading", "fields": [
              {"name": "id", "type": "long", "datastorm": {"sequence": {"start": 1}}},
              {"name": "at", "type": "long", "datastorm": {"sequence": {"start": 1600000000000, "step": 60000}}}]}
            """;

    @TempDir
    private Path directory;

    private static LocalCluster cluster;
    private static DataStorm storm;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        storm = DataStorm.connect(cluster.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        storm.close();
        cluster.close();
    }

    static Stream<SenderPlan.Kind> senders() {
        return SenderHarness.kinds().stream();
    }

    private static RunPlan.Builder plan(String topic, SenderPlan.Kind sender) {
        return RunPlan.produce(topic)
                .partitions(3)
                .records(RECORDS)
                .template("order")
                .sender(sender)
                .workers(2)
                .set(RecordOptions.FORMAT, "json")
                .verify();
    }

    private static List<Order> orders(String topic, RunPlan.Builder plan) throws Exception {
        RunResult result = storm.run(plan.build());
        assertThat(result.verification().clean())
                .as("%s", result.verification())
                .isTrue();
        List<Order> orders =
                TopicContent.read(cluster.bootstrapServers(), topic).orders();
        assertThat(orders).hasSize(RECORDS);
        return orders;
    }

    @ParameterizedTest
    @MethodSource("senders")
    void timestampsLieBack(SenderPlan.Kind sender) throws Exception {
        String topic = "lag-" + sender;
        long lag = Duration.ofHours(1).toMillis();
        long begin = System.currentTimeMillis();
        List<Order> orders = orders(topic, plan(topic, sender).set(EventOptions.TIMESTAMPS, "lag:1h"));
        long end = System.currentTimeMillis();
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.timestamp()).isBetween(begin - lag, end - lag))
                .allSatisfy(order -> assertThat(placedAt(order)).isBetween(begin, end));
    }

    private static long placedAt(Order order) {
        return order.value().orElseThrow().get("placedAt").asLong();
    }

    @ParameterizedTest
    @MethodSource("senders")
    void aFieldTellsTheTimestamp(SenderPlan.Kind sender) throws Exception {
        String topic = "field-" + sender;
        List<Order> orders = orders(
                topic,
                plan(topic, sender)
                        .set(EventOptions.TIMESTAMPS, "field:placedAt")
                        .set(EventOptions.LATE, "rate=10%,delay=2h"));
        assertThat(orders).allSatisfy(order -> assertThat(placedAt(order)).isEqualTo(order.timestamp()));
        long newest = orders.stream().mapToLong(Order::timestamp).max().orElseThrow();
        assertThat(orders.stream()
                        .filter(order ->
                                order.timestamp() < newest - Duration.ofHours(1).toMillis()))
                .hasSizeBetween(1_750, 2_250);
    }

    @Test
    void aFieldThatCountsTellsTheTimestamp() throws Exception {
        List<Order> orders = orders(
                "counting",
                plan("counting", SenderPlan.Kind.PRODUCER)
                        .set(RecordOptions.TEMPLATE)
                        .set(RecordOptions.SCHEMA, COUNTING)
                        .set(TopicOptions.TOPIC_CONFIG, "retention.ms=-1")
                        .set(EventOptions.TIMESTAMPS, "field:at"));
        assertThat(orders).allSatisfy(order -> assertThat(order.timestamp())
                .isEqualTo(1_600_000_000_000L + 60_000 * (order.id() - 1)));
    }

    /** Those of a copy are those of its original. */
    @ParameterizedTest
    @MethodSource("senders")
    void headersDiffer(SenderPlan.Kind sender) throws Exception {
        String topic = "headers-" + sender;
        RunPlan.Builder plan = plan(topic, sender)
                .set(RecordOptions.HEADER, "fixed=x", "trace=00-{random:32}-01", "at={millis}", "no={sequence}")
                .set(EventOptions.DUPLICATE, "5%");
        Map<Long, List<Order>> byId = orders(topic, plan).stream().collect(Collectors.groupingBy(Order::id));
        assertThat(byId.values()).allSatisfy(orders -> {
            assertThat(orders.stream().map(Order::headers).distinct()).hasSize(1);
            Map<String, String> headers = orders.get(0).headers();
            assertThat(headers.get("fixed")).isEqualTo("x");
            assertThat(headers.get("trace")).matches("00-[0-9a-f]{32}-01");
            assertThat(Long.parseLong(headers.get("at"))).isEqualTo(placedAt(orders.get(0)));
            assertThat(Long.parseLong(headers.get("no")))
                    .isEqualTo(orders.get(0).id());
        });
        assertThat(byId.values().stream().map(orders -> orders.get(0).headers().get("trace")))
                .doesNotHaveDuplicates();
        assertThat(byId.values()).filteredOn(orders -> orders.size() == 2).hasSizeGreaterThan(500);
    }

    private static Map<Integer, Long> perPartition(List<Order> orders) {
        return orders.stream()
                .collect(Collectors.groupingBy(order -> order.place().partition(), Collectors.counting()));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void allRecordsGoToOnePartition(SenderPlan.Kind sender) throws Exception {
        String topic = "fixed-" + sender;
        RunPlan.Builder plan =
                plan(topic, sender).set(RecordOptions.KEYS, "uniform:100").set(EventOptions.PARTITIONER, "fixed:2");
        assertThat(perPartition(orders(topic, plan))).containsExactly(Map.entry(2, (long) RECORDS));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void partitionsAreSkewed(SenderPlan.Kind sender) throws Exception {
        String topic = "zipf-" + sender;
        RunPlan.Builder plan = plan(topic, sender)
                .key("customer")
                .set(SenderOptions.BATCH_SIZE, "16KiB")
                .set(EventOptions.PARTITIONER, "zipf:1");
        // The direct sender divides by batches.
        long tolerance = sender.direct() ? RECORDS / 20 : 360;
        Map<Integer, Long> counts = perPartition(orders(topic, plan));
        assertThat(counts.get(0)).isCloseTo(RECORDS * 6 / 11, within(tolerance));
        assertThat(counts.get(1)).isCloseTo(RECORDS * 3 / 11, within(tolerance));
        assertThat(counts.get(2)).isCloseTo(RECORDS * 2 / 11, within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void keysDoNotDecideWherePartitionsAreSticky(SenderPlan.Kind sender) throws Exception {
        String topic = "sticky-" + sender;
        RunPlan.Builder plan =
                plan(topic, sender).set(RecordOptions.KEYS, "uniform:10").set(EventOptions.PARTITIONER, "sticky");
        List<Order> orders = orders(topic, plan);
        assertThat(perPartition(orders)).hasSize(3);
        Map<String, List<Order>> byKey = orders.stream().collect(Collectors.groupingBy(Order::key));
        assertThat(byKey).hasSize(10);
        assertThat(byKey.values())
                .allSatisfy(ofKey -> assertThat(perPartition(ofKey)).hasSizeGreaterThan(1));
    }

    @Test
    void partitionsTakeTurns() throws Exception {
        RunPlan.Builder plan = plan("turns", SenderPlan.Kind.PRODUCER).set(EventOptions.PARTITIONER, "round-robin");
        assertThat(perPartition(orders("turns", plan)).values())
                .allSatisfy(count -> assertThat(count).isCloseTo(RECORDS / 3, within(2L)));
    }

    /** The topic is there, with fewer partitions than the plan says. */
    @Test
    void aPartitionThatIsNotThereIsRefused() throws Exception {
        storm.run(plan("small", SenderPlan.Kind.PRODUCER).records(10).build());
        RunPlan.Builder plan = plan("small", SenderPlan.Kind.DIRECT)
                .partitions(10)
                .records(10)
                .allowExisting()
                .set(EventOptions.PARTITIONER, "fixed:7");
        assertThatThrownBy(() -> storm.run(plan.build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("partition 7 is not there: topic 'small' has 3 partitions");
    }

    private static RunPlan.Builder dirty(String topic, SenderPlan.Kind sender) {
        return plan(topic, sender)
                .set(EventOptions.LATE, "rate=5%,delay=1h..24h")
                .set(EventOptions.DROP, "2%")
                .set(EventOptions.DUPLICATE, "3%")
                .set(EventOptions.INVALID, "1%");
    }

    private void isAsTold(String topic, RunPlan.Builder plan) throws Exception {
        isAsTold(topic, plan, Duration.ZERO);
    }

    private void isAsTold(String topic, RunPlan.Builder plan, Duration lag) throws Exception {
        long beginMillis = System.currentTimeMillis();
        RunResult result = storm.prepare(plan.build()).execute(directory);
        assertThat(result.verification().clean())
                .as("%s", result.verification())
                .isTrue();
        assertThat(result.totals().acknowledged()).isEqualTo(RECORDS);
        GroundTruth truth = GroundTruth.read(directory);
        truth.counts(result.streams().get(0).dirt());
        truth.judge(TopicContent.read(cluster.bootstrapServers(), topic), beginMillis, lag.toMillis());
    }

    @ParameterizedTest
    @MethodSource("senders")
    void recordsWithoutKeys(SenderPlan.Kind sender) throws Exception {
        isAsTold("plain-" + sender, dirty("plain-" + sender, sender));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void recordsWithKeysWhoseTimestampsLieBack(SenderPlan.Kind sender) throws Exception {
        String topic = "keyed-" + sender;
        RunPlan.Builder plan = dirty(topic, sender)
                .set(RecordOptions.KEYS, "zipf:100:1")
                .set(EventOptions.TIMESTAMPS, "lag:30m")
                .compression("zstd");
        isAsTold(topic, plan, Duration.ofMinutes(30));
    }

    /** At a low rate each batch holds few records, and a copy must wait for another batch of its partition. */
    @ParameterizedTest
    @MethodSource("senders")
    void recordsThatAreAloneInTheirBatches(SenderPlan.Kind sender) throws Exception {
        String topic = "few-" + sender;
        isAsTold(topic, dirty(topic, sender).key("customer").rate(8_000));
    }

    @Test
    @Tag("matrix")
    void agentsTellWhatTheyMadeWrong() throws Exception {
        isAsTold("agents", dirty("agents", SenderPlan.Kind.DIRECT).workers(1).set(AgentOptions.AGENTS, "2"));
    }
}
