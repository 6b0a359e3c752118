package io.datastorm.run.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.EventOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import io.datastorm.run.sender.SenderHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong on purpose is in the topic as the ground truth says, nothing else is wrong, and the verdict is clean.
 */
final class DirtIT {
    private static final int RECORDS = 20_000;

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
                .set(EventOptions.LATE, "rate=5%,delay=1h..24h")
                .set(EventOptions.DROP, "2%")
                .set(EventOptions.DUPLICATE, "3%")
                .set(EventOptions.INVALID, "1%")
                .verify();
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
        isAsTold("plain-" + sender, plan("plain-" + sender, sender));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void recordsWithKeysWhoseTimestampsLieBack(SenderPlan.Kind sender) throws Exception {
        String topic = "keyed-" + sender;
        isAsTold(
                topic, plan(topic, sender).set(RecordOptions.KEYS, "zipf:100:1").compression("zstd"));
    }

    /** At a low rate each batch holds few records, and a copy must wait for another batch of its partition. */
    @ParameterizedTest
    @MethodSource("senders")
    void recordsThatAreAloneInTheirBatches(SenderPlan.Kind sender) throws Exception {
        String topic = "few-" + sender;
        isAsTold(topic, plan(topic, sender).key("customer").rate(8_000));
    }

    @Test
    @Tag("matrix")
    void agentsTellWhatTheyMadeWrong() throws Exception {
        isAsTold("agents", plan("agents", SenderPlan.Kind.DIRECT).workers(1).set(AgentOptions.AGENTS, "2"));
    }
}
