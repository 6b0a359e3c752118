package io.datastorm.kafka.wire;

import io.datastorm.core.topic.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads some partitions of one or several topics, whole record batches at a time. They are numbered as {@link Topics}
 * says. One request is in flight to each broker; partitions take turns in being the first in it, so that none starves
 * when an answer is full.
 *
 * <p>Not thread-safe: one thread at a time. Everything happens within {@link #poll}.
 */
public final class FetchConnection implements AutoCloseable {
    private static final int WAIT_MILLIS = 100;

    private final Connections connections;
    private final List<Integer> partitions;
    private final Size size;
    private final Set<Integer> asked = new HashSet<>();
    private final FetchedBatch batch = new FetchedBatch();
    private final IsolationLevel isolation;
    private int first;

    /**
     * How much is fetched at once.
     *
     * @param partitionBytes of one partition
     * @param answerBytes of one broker
     */
    public record Size(int partitionBytes, int answerBytes) {
        /** As much as keeps a broker busy. */
        public static final Size LARGE = new Size(2 << 20, 8 << 20);
    }

    /** Who reads. */
    public interface Sink {
        /** Where to go on in a partition; negative if nothing more is wanted of it. */
        long position(int partition);

        /** A broker has answered for a partition, with batches or without. */
        default void answered(int partition) {}

        /** An answer for a partition begins: its batches follow. */
        default void begins(int partition) {}

        /** The next batch of a partition. It is valid until this returns. */
        void batch(int partition, FetchedBatch batch);

        /** Bytes that are no batch stand before this offset. */
        default void garbage(int partition, long beforeOffset) {}

        /** The answer for a partition ends. */
        default void ends(int partition) {}

        /** The partition has records at the position, but the broker's answer holds none that can be told apart. */
        default void stuck(int partition, String reason) {}

        /** A broker's error that asking again does not mend. */
        void refused(int partition, BrokerResponse answer);
    }

    /**
     * Connects nothing yet.
     *
     * @param client properties for any client, addresses included; with {@code isolation.level=read_committed} brokers
     *     send records up to the last stable offset, and tell which of them are aborted
     * @param clientId by which brokers know it
     */
    public FetchConnection(Map<String, ?> client, String clientId, Topics topics, List<Integer> partitions, Size size) {
        this.size = size;
        this.partitions = List.copyOf(partitions);
        ConsumerConfig config = new ConsumerConfig(settings(client, clientId));
        this.isolation = IsolationLevel.valueOf(
                config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG).toUpperCase(Locale.ROOT));
        this.connections = new Connections(config, topics, 1);
    }

    private static Map<String, Object> settings(Map<String, ?> client, String clientId) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        // The operating system's own sizing.
        settings.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    /**
     * Asks for what is wanted where nothing is in flight, and waits for an answer, this long at most.
     *
     * @throws KafkaException what cannot be mended: access refused, for example
     */
    public void poll(Sink sink, long millis) {
        connections.partitions();
        Map<Integer, Map<TopicPartition, FetchRequest.PartitionData>> wanted = new TreeMap<>();
        Map<Integer, Node> nodes = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            int partition = partitions.get((first + i) % partitions.size());
            long position = sink.position(partition);
            Node leader = position < 0 ? null : connections.leader(partition);
            if (leader != null && !asked.contains(leader.id())) {
                nodes.put(leader.id(), leader);
                wanted.computeIfAbsent(leader.id(), id -> new LinkedHashMap<>())
                        .put(
                                connections.at(partition),
                                new FetchRequest.PartitionData(
                                        connections.topicId(connections.topics().topicOf(partition)),
                                        position,
                                        FetchRequest.INVALID_LOG_START_OFFSET,
                                        size.partitionBytes(),
                                        Optional.empty()));
            } else if (position >= 0 && leader == null) {
                connections.refreshMetadata();
            }
        }
        first = (first + 1) % partitions.size();
        wanted.forEach((id, data) -> request(nodes.get(id), data, sink));
        connections.poll(millis);
    }

    private void request(Node leader, Map<TopicPartition, FetchRequest.PartitionData> data, Sink sink) {
        if (!connections.ready(leader)) {
            return;
        }
        FetchRequest.Builder request = FetchRequest.Builder.forConsumer(
                        ApiKeys.FETCH.latestVersion(), WAIT_MILLIS, 1, data)
                .isolationLevel(isolation)
                .setMaxBytes(size.answerBytes());
        asked.add(leader.id());
        connections.send(leader, request, true, response -> {
            asked.remove(leader.id());
            answered(response, sink);
        });
    }

    private void answered(ClientResponse response, Sink sink) {
        if (!response.hasResponse()) {
            connections.refreshMetadata();
            return;
        }
        connections.established();
        FetchResponseData data = ((FetchResponse) response.responseBody()).data();
        Errors all = Errors.forCode(data.errorCode());
        if (all != Errors.NONE) {
            connections.refreshMetadata();
        }
        long bytes = data.responses().stream()
                .flatMap(answer -> answer.partitions().stream())
                .mapToLong(FetchResponse::recordsSize)
                .sum();
        for (FetchResponseData.FetchableTopicResponse answer : data.responses()) {
            int topic = connections.topic(answer.topic(), answer.topicId());
            for (FetchResponseData.PartitionData partition : answer.partitions()) {
                int number = connections.topics().number(topic, partition.partitionIndex());
                answered(number, partition, sink, bytes == 0);
            }
        }
    }

    /** Whether a broker's error speaks of damaged bytes, or may do so. */
    private static boolean damage(Errors error) {
        return error == Errors.CORRUPT_MESSAGE || error == Errors.UNKNOWN_SERVER_ERROR;
    }

    private void answered(int number, FetchResponseData.PartitionData partition, Sink sink, boolean nothing) {
        Errors error = Errors.forCode(partition.errorCode());
        if (error == Errors.NONE) {
            sink.answered(number);
        }
        if (damage(error)) {
            sink.stuck(number, error.name());
        } else if (error == Errors.NONE && nothing) {
            // While there is room in an answer, a broker leaves a partition out only if it has nothing.
            if (end(partition) > sink.position(number) && sink.position(number) >= 0) {
                sink.stuck(number, "the broker sends no bytes");
            }
        } else if (error == Errors.NONE) {
            batches(number, partition, sink);
        } else if (error.exception() instanceof RetriableException) {
            connections.refreshMetadata();
        } else {
            sink.refused(number, new BrokerResponse(error.code(), error.name(), error.message(), -1, -1));
        }
    }

    /** Up to where it sends records. */
    private long end(FetchResponseData.PartitionData partition) {
        return isolation == IsolationLevel.READ_COMMITTED ? partition.lastStableOffset() : partition.highWatermark();
    }

    private void batches(int number, FetchResponseData.PartitionData partition, Sink sink) {
        if (!(FetchResponse.recordsOrFail(partition) instanceof MemoryRecords records) || records.sizeInBytes() == 0) {
            return;
        }
        FetchedRecords fetched = new FetchedRecords(records);
        AbortedTransactions aborted = new AbortedTransactions(partition.abortedTransactions());
        boolean any = false;
        sink.begins(number);
        while (fetched.next()) {
            any = true;
            batch.set(fetched, fetched.valid() && aborted.has(fetched.batch()));
            if (fetched.skipped()) {
                sink.garbage(number, batch.baseOffset());
            }
            sink.batch(number, batch);
        }
        if (any) {
            sink.ends(number);
        } else {
            sink.stuck(number, "the broker's answer begins with bytes that are no batch");
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
