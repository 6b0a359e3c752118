package io.datastorm.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application of Kafka Streams with two instances, one of which is killed while records flow. */
@Tag("matrix")
final class StreamsIT {
    private static final int PARTITIONS = 4;
    /** What a killed instance leaves open is aborted within 20 s. */
    private static final String PATIENCE = "45s";

    private static LocalCluster cluster;
    private static DataStorm storm;
    private static Admin admin;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        storm = DataStorm.connect(cluster.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        storm.close();
        cluster.close();
    }

    private ThroughResult killed(String guarantee, String kind, String expect) throws Exception {
        String from = "orders-%s-%s".formatted(guarantee, kind);
        String to = "enriched-%s-%s".formatted(guarantee, kind);
        admin.createTopics(List.of(new NewTopic(from, PARTITIONS, (short) 1), new NewTopic(to, PARTITIONS, (short) 1)))
                .all()
                .get();
        try (Instance one = instance(from, to, guarantee, kind);
                Instance other = instance(from, to, guarantee, kind);
                Killer killer = new Killer(one, () -> null)) {
            awaitBoth("enrich-" + from, one);
            ThroughResult found = killer.during(
                    storm,
                    RunPlan.produce(from)
                            .set(CheckOptions.THROUGH, to)
                            .set(CheckOptions.EXPECT, expect)
                            .set(CheckOptions.THROUGH_TIMEOUT, PATIENCE));
            assertThat(found.records())
                    .as("%s %s %s", found, one.said(), other.said())
                    .isPositive();
            assertThat(found.unchanged()).isZero();
            assertThat(found.endToEnd().p50Millis()).isPositive();
            return found;
        }
    }

    /** Each has its share. */
    private static void awaitBoth(String group, Instance one) throws Exception {
        while (!both(group)) {
            assertThat(one.process().isAlive()).as(one.said()).isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean both(String group) throws InterruptedException {
        try {
            ConsumerGroupDescription described = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            return described.groupState() == GroupState.STABLE
                    && described.members().size() == 2
                    && described.members().stream()
                            .noneMatch(member ->
                                    member.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private Instance instance(String from, String to, String guarantee, String kind) throws IOException {
        String state = Files.createTempDirectory(directory, "state").toString();
        return Instance.start(
                directory, EnrichOrders.class, cluster.bootstrapServers(), from, to, guarantee, state, kind);
    }

    @Test
    void exactlyOnceIsExactlyOnce() throws Exception {
        ThroughResult found = killed("exactly_once_v2", "plain", "one-to-one");
        assertThat(found.verdict()).as("%s", found).isEqualTo("CLEAN");
    }

    @Test
    void atLeastOnceRepeatsAndLosesNothing() throws Exception {
        ThroughResult found = killed("at_least_once", "plain", "at-least-once");
        assertThat(found.verdict()).as("%s", found).isEqualTo("CLEAN");
        assertThat(found.duplicated()).as("%s", found).isPositive();
        assertThat(found.lost()).isZero();
    }

    /** Streams promises exactly once of what it knows of. */
    @Test
    void whatAnApplicationKeepsInMemoryIsLost() throws Exception {
        ThroughResult found = killed("exactly_once_v2", "buffer", "one-to-one");
        assertThat(found.verdict()).as("%s", found).isEqualTo("BROKEN");
        assertThat(found.lost()).as("%s", found).isPositive();
        assertThat(found.places()).anySatisfy(place -> assertThat(place.what()).isEqualTo("lost"));
    }
}
