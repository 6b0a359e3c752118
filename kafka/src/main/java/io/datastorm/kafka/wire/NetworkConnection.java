package io.datastorm.kafka.wire;

import io.datastorm.core.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;

/** The real one: a connection to each leader, over kafka-clients' own network client, security and metadata. */
public final class NetworkConnection implements BrokerConnection {
    private static final short FIRST_PRODUCE_WITH_ZSTD = 7;

    private final short acks;
    private final boolean idempotent;
    private final boolean zstd;
    private final Topics topics;
    private final Connections connections;
    private final AtomicLong wireBytes = new AtomicLong();

    /**
     * Connects nothing yet.
     *
     * @param settings of a producer, addresses included
     */
    public NetworkConnection(Map<String, Object> settings, Topics topics) {
        ProducerConfig config = new ProducerConfig(settings);
        this.topics = topics;
        this.acks =
                Short.parseShort(config.getString(ProducerConfig.ACKS_CONFIG).replace("all", "-1"));
        this.idempotent = config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
        this.zstd = config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG).equals("zstd");
        this.connections =
                new Connections(config, topics, config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION));
    }

    @Override
    public int partitions() {
        return connections.partitions();
    }

    @Override
    public Node leader(int partition) {
        return connections.leader(partition);
    }

    @Override
    public void refreshMetadata() {
        connections.refreshMetadata();
    }

    @Override
    public boolean ready(Node broker) {
        return connections.ready(broker);
    }

    @Override
    public boolean reachable(Node broker) {
        return connections.reachable(broker);
    }

    @Override
    public void established() {
        connections.established();
    }

    @Override
    public void requireUsable(Node broker) {
        connections.versions(broker).ifPresent(versions -> requireUsable(versions, idempotent, zstd));
    }

    static void requireUsable(NodeApiVersions broker, boolean idempotent, boolean zstd) {
        short oldest = zstd ? FIRST_PRODUCE_WITH_ZSTD : ApiKeys.PRODUCE.oldestVersion();
        broker.latestUsableVersion(ApiKeys.PRODUCE, oldest, ApiKeys.PRODUCE.latestVersion());
        if (idempotent) {
            broker.latestUsableVersion(ApiKeys.INIT_PRODUCER_ID);
        }
    }

    @Override
    public <B extends OutgoingBatch> void produce(
            Node leader, List<B> batches, BiConsumer<B, BrokerResponse> answered) {
        ProduceRequestData data =
                new ProduceRequestData().setAcks(acks).setTimeoutMs(connections.requestTimeoutMillis());
        for (B batch : batches) {
            topicData(data, topics.topicOf(batch.partition()))
                    .partitionData()
                    .add(new ProduceRequestData.PartitionProduceData()
                            .setIndex(topics.partition(batch.partition()))
                            .setRecords(MemoryRecords.readableRecords(batch.bytes())));
            wireBytes.lazySet(wireBytes.get() + batch.bytes().remaining());
        }
        connections.send(
                leader, ProduceRequest.builder(data), acks != 0, response -> produced(response, batches, answered));
    }

    /** A request names each topic once. */
    private ProduceRequestData.TopicProduceData topicData(ProduceRequestData data, int topic) {
        String name = topics.names().get(topic);
        Uuid id = connections.topicId(topic);
        ProduceRequestData.TopicProduceData known = data.topicData().find(name, id);
        if (known != null) {
            return known;
        }
        ProduceRequestData.TopicProduceData added =
                new ProduceRequestData.TopicProduceData().setName(name).setTopicId(id);
        data.topicData().add(added);
        return added;
    }

    @Override
    public boolean identify(Consumer<Optional<ProducerIdentity>> then) {
        Node node = connections.leastLoaded();
        if (node == null) {
            return false;
        }
        InitProducerIdRequestData data =
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(Integer.MAX_VALUE);
        connections.send(
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

    private <B extends OutgoingBatch> void produced(
            ClientResponse response, List<B> batches, BiConsumer<B, BrokerResponse> answered) {
        if (response.hasResponse()) {
            answer(((ProduceResponse) response.responseBody()).data(), batches, answered);
            return;
        }
        // With acks=0 there is no response, and handed over is all that is known.
        BrokerResponse all = acks == 0 ? BrokerResponse.STORED : answer(Errors.NETWORK_EXCEPTION, "no response");
        if (response.wasTimedOut()) {
            all = answer(Errors.REQUEST_TIMED_OUT, "no answer within " + connections.requestTimeoutMillis() + " ms");
        } else if (response.wasDisconnected()) {
            all = answer(Errors.NETWORK_EXCEPTION, "the connection broke");
        } else if (response.versionMismatch() != null) {
            all = answer(Errors.UNSUPPORTED_VERSION, response.versionMismatch().getMessage());
        }
        for (B batch : batches) {
            answered.accept(batch, all);
        }
    }

    private <B extends OutgoingBatch> void answer(
            ProduceResponseData data, List<B> batches, BiConsumer<B, BrokerResponse> answered) {
        Map<TopicPartition, Metadata.LeaderIdAndEpoch> moved = null;
        int next = 0;
        for (ProduceResponseData.TopicProduceResponse response : data.responses()) {
            int topic = connections.topic(response.name(), response.topicId());
            for (ProduceResponseData.PartitionProduceResponse partition : response.partitionResponses()) {
                int number = topics.number(topic, partition.index());
                ProduceResponseData.LeaderIdAndEpoch leader = partition.currentLeader();
                if (leader.leaderId() >= 0 && leader.leaderEpoch() >= 0) {
                    moved = moved == null ? new HashMap<>() : moved;
                    moved.put(
                            connections.at(number),
                            new Metadata.LeaderIdAndEpoch(
                                    Optional.of(leader.leaderId()), Optional.of(leader.leaderEpoch())));
                }
                next = indexOf(batches, number, next);
                Errors error = Errors.forCode(partition.errorCode());
                answered.accept(
                        batches.get(next),
                        error == Errors.NONE
                                ? BrokerResponse.stored(partition.baseOffset())
                                : answer(error, partition.errorMessage()).logStart(partition.logStartOffset()));
                next++;
            }
        }
        if (moved != null) {
            List<Node> nodes = new ArrayList<>();
            data.nodeEndpoints().forEach(node -> nodes.add(new Node(node.nodeId(), node.host(), node.port())));
            connections.moved(moved, nodes);
        }
    }

    /** Brokers answer in the order of the request, but nothing promises it. */
    private static int indexOf(List<? extends OutgoingBatch> batches, int partition, int likely) {
        for (int i = 0; i < batches.size(); i++) {
            int index = (likely + i) % batches.size();
            if (batches.get(index).partition() == partition) {
                return index;
            }
        }
        throw new IllegalStateException("a broker answered for partition " + partition + ", which was not asked");
    }

    private static BrokerResponse answer(Errors error, String message) {
        return new BrokerResponse(error.code(), error.name(), message == null ? error.message() : message, -1, -1);
    }

    @Override
    public void poll(long millis) {
        connections.poll(millis);
    }

    @Override
    public long wireBytes() {
        return wireBytes.get();
    }

    @Override
    public long throttledMillis() {
        return connections.throttledMillis();
    }

    @Override
    public void close() {
        connections.close();
    }
}
