package io.datastorm.run.consume;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.run.DataStorm;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A broker at which members of groups hear soon what is theirs: the heartbeat of five seconds is 0.1 s. */
abstract class QuickGroups {
    static LocalCluster cluster;
    static DataStorm storm;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "group.consumer.min.heartbeat.interval.ms",
                        "100",
                        "group.consumer.heartbeat.interval.ms",
                        "100",
                        "group.share.min.heartbeat.interval.ms",
                        "100",
                        "group.share.heartbeat.interval.ms",
                        "100")));
        storm = DataStorm.connect(cluster.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        storm.close();
        cluster.close();
    }
}
