package io.datastorm.cluster;

import java.nio.file.Path;
import java.util.Map;

/** Starts a cluster and waits to be killed; prints the broker's process id and port. */
final class ClusterParent {
    private ClusterParent() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        LocalCluster cluster = LocalCluster.start(new ClusterPlan(1, Path.of(args[0]), 32, Map.of()));
        String line =
                cluster.broker(1).pid() + "\n" + cluster.bootstrapServers().replaceAll(".*:", "") + "\n";
        System.out.write(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        System.out.flush();
        Thread.currentThread().join();
    }
}
