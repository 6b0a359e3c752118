package io.datastorm.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MirrorMaker 2 between two clusters, killed and started again while records flow. */
@Tag("matrix")
final class MirrorMakerIT {
    private static final String TOPIC = "orders";
    private static final String MIRRORED = "source.orders";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"disabled, at-least-once", "enabled, one-to-one"})
    void whatIsMirroredIsJudged(String exactlyOnce, String expect) throws Exception {
        try (LocalCluster source = LocalCluster.start(ClusterPlan.of(1));
                LocalCluster target = LocalCluster.start(ClusterPlan.of(1));
                DataStorm storm = DataStorm.connect(source.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", source.bootstrapServers()));
                Admin mirrored = Admin.create(Map.of("bootstrap.servers", target.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
            Path settings = settings(source, target, exactlyOnce);
            try (Instance first = mirror(settings);
                    Killer killer = new Killer(first, () -> mirror(settings))) {
                awaitTopic(mirrored, first);
                ThroughResult found = run(storm, target, expect, killer);
                assertThat(found.verdict())
                        .as(
                                "%s%n%s%nafter the kill:%n%s",
                                found, first.said(), killer.next().said())
                        .isEqualTo("CLEAN");
                // A mirror changes nothing.
                assertThat(found.unchanged()).isEqualTo(found.records());
                assertThat(found.lost()).isZero();
                if (expect.equals("one-to-one")) {
                    assertThat(found.duplicated()).isZero();
                } else {
                    assertThat(found.duplicated()).as("%s", found).isPositive();
                }
            }
        }
    }

    private Instance mirror(Path settings) throws IOException {
        return Instance.start(directory, MirrorMaker.class, settings.toString());
    }

    private static ThroughResult run(DataStorm storm, LocalCluster target, String expect, Killer killer) {
        return killer.during(
                storm,
                RunPlan.produce(TOPIC)
                        .set(CheckOptions.THROUGH, MIRRORED)
                        .set(CheckOptions.THROUGH_BOOTSTRAP_SERVER, target.bootstrapServers())
                        .set(CheckOptions.EXPECT, expect)
                        .set(CheckOptions.THROUGH_TIMEOUT, "120s"));
    }

    private Path settings(LocalCluster source, LocalCluster target, String exactlyOnce) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return Files.writeString(directory.resolve("mm2.properties"), """
                clusters=source,target
                source.bootstrap.servers=%s
                target.bootstrap.servers=%s
                source->target.enabled=true
                source->target.topics=%s
                target->source.enabled=false
                source->target.emit.heartbeats.enabled=false
                source->target.emit.checkpoints.enabled=false
                target->source.emit.heartbeats.enabled=false
                replication.factor=1
                offset-syncs.topic.replication.factor=1
                heartbeats.topic.replication.factor=1
                checkpoints.topic.replication.factor=1
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.flush.interval.ms=10000
                refresh.topics.interval.seconds=1
                tasks.max=1
                # A worker that comes at once does not wait five minutes for the one that died to come back.
                scheduled.rebalance.max.delay.ms=0
                # It reads its offsets up to the transaction that the other one has left open. That one must end soon.
                target.producer.transaction.timeout.ms=10000
                target.exactly.once.source.support=%s
                dedicated.mode.enable.internal.rest=true
                listeners=http://127.0.0.1:%d
                """.formatted(
                        source.bootstrapServers(), target.bootstrapServers(), TOPIC, exactlyOnce, port));
    }

    private static void awaitTopic(Admin admin, Instance mirror) throws ExecutionException, InterruptedException {
        while (!admin.listTopics().names().get().contains(MIRRORED)) {
            assertThat(mirror.process().isAlive()).as(mirror.said()).isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
