package io.datastorm.benchmarks;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * A local broker with settings of its own: {@code ClusterWith NAME=VALUE…}.
 *
 * <p>Prints its address, and ends when standard input does.
 */
public final class ClusterWith {
    private ClusterWith() {}

    /** Starts it, and waits. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1).with(settings))) {
            new PrintStream(System.out, true).println(cluster.bootstrapServers());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
