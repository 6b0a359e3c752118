package io.datastorm.kafka.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** The real one: a connection to each leader, over kafka-clients' own network client, security and metadata. */
public final class BrokerLink implements Link {
    private static final short FIRST_PRODUCE_WITH_ZSTD = 7;

    private final String topic;
    private final short acks;
    private final int requestTimeoutMillis;
    private final Time time = Time.SYSTEM;
    private final Metrics metrics = new Metrics();
    private final ApiVersions apiVersions = new ApiVersions();
    private final boolean idempotent;
    private final boolean zstd;
    private final Metadata metadata;
    private final NetworkClient client;
    private Node[] leaders = {};
    private int leadersVersion = -1;
    private boolean leadersStale;
    private final AtomicLong wireBytes = new AtomicLong();
    private volatile int throttledMillis;
    private Throwable fault;

    /**
     * Connects nothing yet.
     *
     * @param settings of a producer, addresses included
     */
    public BrokerLink(Map<String, Object> settings, String topic) {
        ProducerConfig config = new ProducerConfig(settings);
        LogContext log = new LogContext("[" + config.getString(ProducerConfig.CLIENT_ID_CONFIG) + "] ");
        this.topic = topic;
        this.acks =
                Short.parseShort(config.getString(ProducerConfig.ACKS_CONFIG).replace("all", "-1"));
        this.requestTimeoutMillis = config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        this.idempotent = config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
        this.zstd = config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG).equals("zstd");
        this.metadata = new TopicMetadata(config, log, topic);
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
        this.client = ClientUtils.createNetworkClient(
                config,
                metrics,
                "datastorm-direct",
                log,
                apiVersions,
                time,
                config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                metadata,
                null,
                null);
    }

    @Override
    public int partitions() {
        refreshLeaders();
        return leaders.length;
    }

    @Override
    public Node leader(int partition) {
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
        Integer count = metadata.fetch().partitionCountForTopic(topic);
        // While a topic is unknown (deleted, perhaps to be made again) its partitions have no leader.
        Node[] fresh = new Node[count == null ? leaders.length : Math.max(count, leaders.length)];
        for (int partition = 0; count != null && partition < count; partition++) {
            fresh[partition] = metadata.currentLeader(new TopicPartition(topic, partition))
                    .leader
                    .filter(node -> !node.isEmpty())
                    .orElse(null);
        }
        leaders = fresh;
    }

    @Override
    public void refreshMetadata() {
        metadata.requestUpdate(false);
    }

    @Override
    public boolean ready(Node broker) {
        if (client.ready(broker, time.milliseconds())) {
            return true;
        }
        AuthenticationException refused = client.authenticationException(broker);
        if (refused != null) {
            throw refused;
        }
        return false;
    }

    @Override
    public void requireUsable(Node broker) {
        NodeApiVersions versions = apiVersions.get(broker.idString());
        if (versions != null) {
            requireUsable(versions, idempotent, zstd);
        }
    }

    static void requireUsable(NodeApiVersions broker, boolean idempotent, boolean zstd) {
        short oldest = zstd ? FIRST_PRODUCE_WITH_ZSTD : ApiKeys.PRODUCE.oldestVersion();
        broker.latestUsableVersion(ApiKeys.PRODUCE, oldest, ApiKeys.PRODUCE.latestVersion());
        if (idempotent) {
            broker.latestUsableVersion(ApiKeys.INIT_PRODUCER_ID);
        }
    }

    @Override
    public void produce(Node leader, List<? extends Cargo> cargo) {
        ProduceRequestData.TopicProduceData partitions = new ProduceRequestData.TopicProduceData()
                .setName(topic)
                .setTopicId(metadata.topicIds().getOrDefault(topic, Uuid.ZERO_UUID));
        for (Cargo batch : cargo) {
            partitions
                    .partitionData()
                    .add(new ProduceRequestData.PartitionProduceData()
                            .setIndex(batch.partition())
                            .setRecords(MemoryRecords.readableRecords(batch.bytes())));
            wireBytes.lazySet(wireBytes.get() + batch.bytes().remaining());
        }
        ProduceRequestData data = new ProduceRequestData().setAcks(acks).setTimeoutMs(requestTimeoutMillis);
        data.topicData().add(partitions);
        send(leader, ProduceRequest.builder(data), acks != 0, response -> produced(response, cargo));
    }

    @Override
    public boolean identify(Consumer<Optional<ProducerIdentity>> then) {
        Node node = client.leastLoadedNode(time.milliseconds()).node();
        if (node == null || !ready(node)) {
            return false;
        }
        InitProducerIdRequestData data =
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(Integer.MAX_VALUE);
        send(
                node,
                new InitProducerIdRequest.Builder(data),
                true,
                response -> then.accept(
                        response.responseBody() instanceof InitProducerIdResponse answer
                                ? identity(answer)
                                : Optional.empty()));
        return true;
    }

    private static Optional<ProducerIdentity> identity(InitProducerIdResponse answer) {
        Errors error = answer.error();
        if (error == Errors.NONE) {
            return Optional.of(new ProducerIdentity(
                    answer.data().producerId(), answer.data().producerEpoch()));
        }
        if (error.exception() instanceof org.apache.kafka.common.errors.RetriableException) {
            return Optional.empty();
        }
        throw error.exception();
    }

    private void send(
            Node node, AbstractRequest.Builder<?> request, boolean answered, RequestCompletionHandler handler) {
        long now = time.milliseconds();
        // The network client logs what a handler throws and goes on; a worker must not.
        RequestCompletionHandler guarded = response -> {
            try {
                throttledMillis = Math.max(throttledMillis, throttle(response));
                handler.onComplete(response);
            } catch (RuntimeException | Error e) {
                fault = e;
            }
        };
        ClientRequest sent =
                client.newClientRequest(node.idString(), request, now, answered, requestTimeoutMillis, guarded);
        client.send(sent, now);
    }

    private static int throttle(ClientResponse response) {
        return response.hasResponse() ? response.responseBody().throttleTimeMs() : 0;
    }

    private void produced(ClientResponse response, List<? extends Cargo> cargo) {
        if (response.hasResponse()) {
            answered(((ProduceResponse) response.responseBody()).data(), cargo);
            return;
        }
        Answer all = Answer.STORED;
        if (response.wasTimedOut()) {
            all = answer(Errors.REQUEST_TIMED_OUT, "no answer within " + requestTimeoutMillis + " ms");
        } else if (response.wasDisconnected()) {
            all = answer(Errors.NETWORK_EXCEPTION, "the connection broke");
        } else if (response.versionMismatch() != null) {
            all = answer(Errors.UNSUPPORTED_VERSION, response.versionMismatch().getMessage());
        }
        for (Cargo batch : cargo) {
            batch.answered(all);
        }
    }

    /** There is one topic in a request, so the partition says which batch is meant; newer versions of the response have no name of the topic. */
    private void answered(ProduceResponseData data, List<? extends Cargo> cargo) {
        Map<TopicPartition, Metadata.LeaderIdAndEpoch> moved = null;
        int next = 0;
        for (ProduceResponseData.TopicProduceResponse response : data.responses()) {
            for (ProduceResponseData.PartitionProduceResponse partition : response.partitionResponses()) {
                ProduceResponseData.LeaderIdAndEpoch leader = partition.currentLeader();
                if (leader.leaderId() >= 0 && leader.leaderEpoch() >= 0) {
                    moved = moved == null ? new HashMap<>() : moved;
                    moved.put(
                            new TopicPartition(topic, partition.index()),
                            new Metadata.LeaderIdAndEpoch(
                                    Optional.of(leader.leaderId()), Optional.of(leader.leaderEpoch())));
                }
                next = indexOf(cargo, partition.index(), next);
                Errors error = Errors.forCode(partition.errorCode());
                cargo.get(next)
                        .answered(
                                error == Errors.NONE
                                        ? Answer.stored(partition.baseOffset())
                                        : answer(error, partition.errorMessage()));
                next++;
            }
        }
        if (moved != null) {
            List<Node> nodes = new ArrayList<>();
            data.nodeEndpoints().forEach(node -> nodes.add(new Node(node.nodeId(), node.host(), node.port())));
            metadata.updatePartitionLeadership(moved, nodes);
            leadersStale = true;
        }
    }

    /** Brokers answer in the order of the request, but nothing promises it. */
    private static int indexOf(List<? extends Cargo> cargo, int partition, int likely) {
        for (int i = 0; i < cargo.size(); i++) {
            int index = (likely + i) % cargo.size();
            if (cargo.get(index).partition() == partition) {
                return index;
            }
        }
        throw new IllegalStateException("a broker answered for partition " + partition + ", which was not asked");
    }

    private static Answer answer(Errors error, String message) {
        return new Answer(error.code(), error.name(), message == null ? error.message() : message, -1);
    }

    @Override
    public void poll(long millis) {
        client.poll(millis, time.milliseconds());
        if (fault instanceof RuntimeException exception) {
            fault = null;
            throw exception;
        }
        if (fault instanceof Error error) {
            throw error;
        }
        metadata.maybeThrowAnyException();
    }

    @Override
    public long wireBytes() {
        return wireBytes.get();
    }

    @Override
    public int throttledMillis() {
        return throttledMillis;
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
