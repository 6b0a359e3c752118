package io.datastorm.run.consume;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.run.DataStorm;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
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
                        "100",
                        "group.share.min.record.lock.duration.ms",
                        "1000")));
        storm = DataStorm.connect(cluster.bootstrapServers());
    }

    /** Sets something of a group. */
    static void setting(String group, String name, String value) throws Exception {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), List.of(set)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        storm.close();
        cluster.close();
    }
}
