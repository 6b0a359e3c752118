package io.datastorm.kafka.wire;

import io.datastorm.core.topic.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Connections to the brokers that lead the partitions of a stream's topics, over kafka-clients' own network client,
 * security and metadata: what all links have in common.
 *
 * <p>Not thread-safe: one thread at a time.
 */
final class Connections implements AutoCloseable {
    private final Topics topics;
    /** Numbers of topics by their names, and by all ids that they have had. */
    private final Map<String, Integer> byName = new HashMap<>();

    private final Map<Uuid, Integer> byId = new HashMap<>();
    private final Uuid[] ids;
    private final int requestTimeoutMillis;
    private final Time time = new SteadyTime();
    private final Metrics metrics = new Metrics();
    private final ApiVersions apiVersions = new ApiVersions();
    private final Metadata metadata;
    private final NetworkClient client;
    private Node[] leaders = {};
    private int leadersVersion = -1;
    private boolean leadersStale;
    /** For how long each broker asked us to wait, in all. */
    private final Map<String, Long> throttledBy = new HashMap<>();

    private volatile long throttledMillis;
    private boolean established;
    private Throwable fault;
    /** Leaders to which the last attempt to connect failed; tried again with each poll. */
    private final Map<Integer, Node> unreachable = new HashMap<>();

    /**
     * Connects nothing yet.
     *
     * @param config of a producer or a consumer, addresses included
     * @param inFlight requests in flight on a connection at most
     */
    Connections(AbstractConfig config, Topics topics, int inFlight) {
        LogContext log = new LogContext("[" + config.getString(CommonClientConfigs.CLIENT_ID_CONFIG) + "] ");
        this.topics = topics;
        this.ids = new Uuid[topics.count()];
        Arrays.fill(ids, Uuid.ZERO_UUID);
        for (int topic = 0; topic < ids.length; topic++) {
            byName.put(topics.names().get(topic), topic);
        }
        this.requestTimeoutMillis = config.getInt(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG);
        this.metadata = new TopicMetadata(config, log, topics.names());
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
        this.client = ClientUtils.createNetworkClient(
                config, metrics, "datastorm", log, apiVersions, time, inFlight, metadata, null, null);
    }

    int partitions() {
        refreshLeaders();
        return leaders.length;
    }

    Node leader(int partition) {
        refreshLeaders();
        return partition < leaders.length ? leaders[partition] : null;
    }

    private void refreshLeaders() {
        int version = metadata.updateVersion();
        if (version == leadersVersion && !leadersStale) {
            return;
        }
        leadersVersion = version;
        leadersStale = false;
        int count = topics.count() * partitionsOfEach(metadata.fetch());
        // While a topic is unknown (deleted, perhaps to be made again) its partitions have no leader.
        Node[] fresh = new Node[Math.max(count, leaders.length)];
        for (int number = 0; number < fresh.length; number++) {
            fresh[number] = metadata.currentLeader(at(number))
                    .leader
                    .filter(node -> !node.isEmpty())
                    .orElse(null);
        }
        leaders = fresh;
        refreshIds(metadata.topicIds());
        forgetOthers();
    }

    private void refreshIds(Map<String, Uuid> known) {
        for (int topic = 0; topic < ids.length; topic++) {
            ids[topic] = known.getOrDefault(topics.names().get(topic), Uuid.ZERO_UUID);
            byId.put(ids[topic], topic);
        }
    }

    /** Topics get more partitions one after the other: of those that are known, those count that each of them has. */
    private int partitionsOfEach(Cluster cluster) {
        int least = 0;
        for (String topic : topics.names()) {
            Integer count = cluster.partitionCountForTopic(topic);
            least = count == null ? least : least == 0 ? count : Math.min(least, count);
        }
        return least;
    }

    /** A partition for Kafka. */
    TopicPartition at(int number) {
        return new TopicPartition(topics.name(number), topics.partition(number));
    }

    /** Who leads nothing need not be tried again, and who leads may have another address now. */
    private void forgetOthers() {
        Map<Integer, Node> leading = new HashMap<>();
        for (Node leader : leaders) {
            if (leader != null && unreachable.containsKey(leader.id())) {
                leading.put(leader.id(), leader);
            }
        }
        unreachable.clear();
        unreachable.putAll(leading);
    }

    void refreshMetadata() {
        metadata.requestUpdate(false);
    }

    /** Brokers said who leads now. */
    void moved(Map<TopicPartition, Metadata.LeaderIdAndEpoch> leadersNow, List<Node> nodes) {
        metadata.updatePartitionLeadership(leadersNow, nodes);
        leadersStale = true;
    }

    /** Kafka's id of a topic; zero if it is not known. */
    Uuid topicId(int topic) {
        return ids[topic];
    }

    /**
     * The number of a topic that a broker speaks of: newer versions of answers have its id, older ones its name.
     *
     * @throws IllegalStateException if it is none that was asked about
     */
    int topic(String name, Uuid id) {
        if (ids.length == 1) {
            return 0;
        }
        Integer topic = name.isEmpty() ? byId.get(id) : byName.get(name);
        if (topic == null) {
            throw new IllegalStateException("a broker answered for topic '" + name + id + "', which was not asked");
        }
        return topic;
    }

    Topics topics() {
        return topics;
    }

    boolean ready(Node broker) {
        if (client.ready(broker, time.milliseconds())) {
            if (!unreachable.isEmpty()) {
                unreachable.remove(broker.id());
            }
            return true;
        }
        if (client.connectionFailed(broker)) {
            unreachable.put(broker.id(), broker);
        }
        AuthenticationException refused = client.authenticationException(broker);
        if (refused != null && !established) {
            throw refused;
        }
        return false;
    }

    /** Whether a broker was there when it was last asked. */
    boolean reachable(Node broker) {
        // Asked for each batch: a number would be boxed.
        return unreachable.isEmpty() || !unreachable.containsKey(broker.id());
    }

    /**
     * Everything is connected. From now on a refused login is a trouble that may pass, and is tried again, as the
     * official clients do: a broker that starts may not have loaded its credentials yet, and a token may be renewed
     * late.
     */
    void established() {
        established = true;
    }

    /** What a connected broker can; empty before it is connected. */
    Optional<NodeApiVersions> versions(Node broker) {
        return Optional.ofNullable(apiVersions.get(broker.idString()));
    }

    /** A broker that can be asked; null if there is none at the moment. */
    Node leastLoaded() {
        Node node = client.leastLoadedNode(time.milliseconds()).node();
        return node != null && ready(node) ? node : null;
    }

    int requestTimeoutMillis() {
        return requestTimeoutMillis;
    }

    /** Sends to a broker that is {@link #ready}. What the handler throws comes out of {@link #poll}. */
    void send(Node node, AbstractRequest.Builder<?> request, boolean answered, RequestCompletionHandler handler) {
        long now = time.milliseconds();
        // The network client logs what a handler throws and goes on; a worker must not.
        RequestCompletionHandler guarded = response -> {
            try {
                throttled(response);
                handler.onComplete(response);
            } catch (RuntimeException | Error e) {
                fault = e;
            }
        };
        ClientRequest sent =
                client.newClientRequest(node.idString(), request, now, answered, requestTimeoutMillis, guarded);
        client.send(sent, now);
    }

    private void throttled(ClientResponse response) {
        int millis = response.hasResponse() ? response.responseBody().throttleTimeMs() : 0;
        if (millis > 0) {
            long all = throttledBy.merge(response.destination(), (long) millis, Long::sum);
            throttledMillis = Math.max(throttledMillis, all);
        }
    }

    void poll(long millis) {
        if (!unreachable.isEmpty()) {
            List.copyOf(unreachable.values()).forEach(this::ready);
        }
        client.poll(millis, time.milliseconds());
        if (fault instanceof RuntimeException exception) {
            fault = null;
            throw exception;
        }
        if (fault instanceof Error error) {
            throw error;
        }
        try {
            metadata.maybeThrowAnyException();
        } catch (AuthenticationException e) {
            if (!established) {
                throw e;
            }
        }
    }

    long throttledMillis() {
        return throttledMillis;
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
