package io.datastorm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ServerPropertiesTest {
    private static Properties of(int brokers, int id, long usableBytes) {
        List<NodePorts> ports = IntStream.range(0, brokers)
                .mapToObj(i -> new NodePorts("127.0.0.1", 100 + i, 200 + i, 300 + i))
                .toList();
        DiskSpace space = new DiskSpace(Path.of("/x"), usableBytes, usableBytes);
        return new ServerProperties(ClusterPlan.of(brokers), ports, space).of(id, Path.of("/x/log"));
    }

    @Test
    void replicationFitsTheNumberOfBrokers() {
        assertThat(of(1, 1, 1L << 36)).containsEntry("offsets.topic.replication.factor", "1");
        assertThat(of(2, 1, 1L << 36)).containsEntry("offsets.topic.replication.factor", "2");
        assertThat(of(4, 1, 1L << 36))
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2");
    }

    @Test
    void threeOfFourBrokersAreControllers() {
        assertThat(of(4, 3, 1L << 36)).containsEntry("process.roles", "broker,controller");
        assertThat(of(4, 4, 1L << 36))
                .containsEntry("process.roles", "broker")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:300,2@127.0.0.1:301,3@127.0.0.1:302");
    }

    @Test
    void everythingListensOnLoopback() {
        assertThat(of(2, 1, 1L << 36).getProperty("listeners").split(","))
                .allMatch(listener -> listener.contains("://127.0.0.1:"));
    }

    @Test
    void retentionFollowsTheFreeSpace() {
        Properties small = of(1, 1, 8L << 30);
        Properties large = of(1, 1, 512L << 30);
        assertThat(Long.parseLong(small.getProperty("log.retention.bytes")) * 32)
                .isLessThan(8L << 30);
        assertThat(Long.parseLong(large.getProperty("log.retention.bytes")) * 32)
                .isLessThanOrEqualTo(8L << 30);
        assertThat(Long.parseLong(large.getProperty("log.segment.bytes"))).isGreaterThan(32 << 20);
    }
}
