package io.datastorm.run.consume;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.util.Map;

/** A broker at which members of groups hear soon what is theirs: the heartbeat of five seconds is 0.1 s. */
final class QuickGroups {
    private QuickGroups() {}

    static LocalCluster start() throws Exception {
        return LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "group.consumer.min.heartbeat.interval.ms",
                        "100",
                        "group.consumer.heartbeat.interval.ms",
                        "100",
                        "group.share.min.heartbeat.interval.ms",
                        "100",
                        "group.share.heartbeat.interval.ms",
                        "100")));
    }
}
