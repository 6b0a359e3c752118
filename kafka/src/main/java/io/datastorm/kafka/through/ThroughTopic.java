package io.datastorm.kafka.through;

import io.datastorm.core.topic.Topics;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.verify.StableOffsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The topic that an application writes, and the cluster in which it is. Thread-safe. */
public final class ThroughTopic implements AutoCloseable {
    /** A client's transactions are aborted after so long, unless it says otherwise. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    private final Cluster cluster;
    /** Whether the connection is this one's own. */
    private final boolean own;

    private final Topics topic;

    /**
     * A cluster.
     *
     * @param servers its addresses
     * @param properties for any client
     */
    public record Cluster(Admin admin, String servers, Map<String, String> properties) {}

    /**
     * Where a topic is.
     *
     * @param bootstrapServers of its cluster; empty if it is that of the run
     * @param setting that names the topic, to say so if it is not there
     */
    public record Place(String topic, Optional<String> bootstrapServers, String setting) {}

    private ThroughTopic(Cluster cluster, boolean own, Topics topic) {
        this.cluster = cluster;
        this.own = own;
        this.topic = topic;
    }

    /**
     * Finds a topic.
     *
     * @param run the cluster of the run
     * @throws io.datastorm.generator.input.InvalidInput if there is no such topic
     * @throws io.datastorm.kafka.admin.AccessException if the cluster cannot be reached, or refuses
     */
    public static ThroughTopic find(Cluster run, Place place) {
        Cluster cluster = place.bootstrapServers()
                .map(servers ->
                        new Cluster(ClusterAccess.connect(servers, run.properties()), servers, run.properties()))
                .orElse(run);
        ThroughTopic found = new ThroughTopic(cluster, place.bootstrapServers().isPresent(), Topics.of(place.topic()));
        try {
            TargetTopics.existing(cluster.admin(), found.topic, place.setting());
            return found;
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
    }

    /** Its name. */
    public Topics topic() {
        return topic;
    }

    /** Properties for a client that reads it. */
    Map<String, Object> client() {
        return ClusterAccess.properties(cluster.servers(), cluster.properties());
    }

    /** What there is of it now. */
    public TopicLog log() {
        return TopicLog.ask(cluster.admin(), topic);
    }

    /**
     * Waits for the transactions before the ends of the log: records before these offsets are committed, or aborted.
     */
    public Map<Integer, Long> stable(TopicLog log) {
        return new StableOffsets(cluster.admin(), topic).await(log, TRANSACTION_TIMEOUT);
    }

    @Override
    public void close() {
        if (own) {
            cluster.admin().close();
        }
    }
}
