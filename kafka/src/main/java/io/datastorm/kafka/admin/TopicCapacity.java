package io.datastorm.kafka.admin;

import io.datastorm.core.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How much of what is written to topics their cluster keeps. What nobody may ask, or brokers do not tell, is not known.
 *
 * @param retainedBytes that all partitions together keep at most ({@code retention.bytes}); empty: no limit is known
 * @param retained how long records stay ({@code retention.ms}); empty: no limit is known
 * @param freeBytes of the disks of all brokers (KIP-827); empty: not known
 * @param replicas of each record; 1 if that is not known
 */
public record TopicCapacity(
        OptionalLong retainedBytes, Optional<Duration> retained, OptionalLong freeBytes, int replicas) {
    /**
     * Asks the cluster about topics that it has.
     *
     * @param partitions of all topics together
     */
    public static TopicCapacity ask(Admin admin, Topics topics, int partitions) {
        // They are alike: a run creates all of them, or takes several that are there.
        String first = topics.names().get(0);
        ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, first);
        Optional<Config> settings = ClusterAnswer.ifTold(() ->
                        ClusterAnswer.of(admin.describeConfigs(List.of(asked)).all()))
                .map(told -> told.get(asked));
        // Nobody knows what brokers make of records that they compress.
        boolean asSent = settings.filter(TopicCapacity::compresses).isEmpty();
        boolean onDisk = settings.filter(TopicCapacity::elsewhere).isEmpty();
        Optional<Config> retention = settings.filter(TopicCapacity::removes);
        OptionalLong millis = number(retention, TopicConfig.RETENTION_MS_CONFIG);
        return new TopicCapacity(
                asSent ? retained(retention, partitions) : OptionalLong.empty(),
                millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty(),
                asSent && onDisk ? free(admin) : OptionalLong.empty(),
                ClusterAnswer.ifTold(() -> replicas(admin, first)).orElse(1));
    }

    /** A topic that is only compacted has no retention. */
    private static boolean removes(Config settings) {
        ConfigEntry policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        return policy != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
    }

    private static boolean compresses(Config settings) {
        String codec = settings.get(TopicConfig.COMPRESSION_TYPE_CONFIG).value();
        return !codec.equals("producer") && !codec.equals("uncompressed");
    }

    /** Tiered storage (KIP-405). */
    private static boolean elsewhere(Config settings) {
        ConfigEntry remote = settings.get(TopicConfig.REMOTE_LOG_STORAGE_ENABLE_CONFIG);
        return remote != null && Boolean.parseBoolean(remote.value());
    }

    private static OptionalLong retained(Optional<Config> settings, int partitions) {
        OptionalLong bytes = number(settings, TopicConfig.RETENTION_BYTES_CONFIG);
        if (bytes.isEmpty()) {
            return bytes;
        }
        // The segment that is written is not deleted.
        long segment = number(settings, TopicConfig.SEGMENT_BYTES_CONFIG).orElse(0);
        double all = (double) partitions * ((double) bytes.getAsLong() + segment);
        return all < Long.MAX_VALUE ? OptionalLong.of((long) all) : OptionalLong.empty();
    }

    private static int replicas(Admin admin, String topic) {
        return ClusterAnswer.of(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .get(0)
                .replicas()
                .size();
    }

    /** Negative numbers stand for no limit. */
    private static OptionalLong number(Optional<Config> settings, String name) {
        return settings.map(known -> known.get(name))
                .map(ConfigEntry::value)
                .map(Long::parseLong)
                .filter(number -> number >= 0)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong free(Admin admin) {
        Optional<List<Disk>> disks = ClusterAnswer.ifTold(() -> disks(admin));
        return disks.isEmpty()
                        || disks.get().isEmpty()
                        || disks.get().stream().anyMatch(disk -> disk.size() <= 0 || disk.free() < 0)
                ? OptionalLong.empty()
                : OptionalLong.of(disks.get().stream().mapToLong(Disk::free).sum());
    }

    private static List<Disk> disks(Admin admin) {
        Map<Integer, String> hosts = new HashMap<>();
        ClusterAnswer.of(admin.describeCluster().nodes()).forEach(node -> hosts.put(node.id(), node.host()));
        List<Disk> disks = new ArrayList<>();
        ClusterAnswer.of(admin.describeLogDirs(hosts.keySet()).allDescriptions())
                .forEach((broker, directories) -> {
                    int number = 0;
                    for (LogDirDescription directory : directories.values()) {
                        Disk disk = new Disk(
                                hosts.get(broker),
                                number++,
                                directory.totalBytes().orElse(-1),
                                directory.usableBytes().orElse(-1));
                        if (disks.stream().noneMatch(disk::same)) {
                            disks.add(disk);
                        }
                    }
                });
        return disks;
    }

    /**
     * What a broker tells of a directory.
     *
     * @param number of the directory: those of one broker are different disks
     */
    private record Disk(String host, int number, long size, long free) {
        /** Brokers of one host may share a disk: then they tell nearly the same of it. */
        boolean same(Disk other) {
            return host.equals(other.host)
                    && number == other.number
                    && size == other.size
                    && Math.abs(free - other.free) <= size / 100;
        }
    }
}
