package io.datastorm.kafka.wire;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * One worker's way to the brokers of a stream's topics. Partitions are numbered across these, see
 * {@link io.datastorm.core.topic.Topics}.
 *
 * <p>Not thread-safe: one thread at a time, but for {@link #wireBytes} and {@link #throttledMillis}. Answers come from
 * within {@link #poll}; what is thrown when a batch is answered comes out of there.
 */
public interface BrokerConnection extends AutoCloseable {
    /** Number of partitions as far as known; 0 before the first metadata. */
    int partitions();

    /** The broker that leads a partition; null if none does at the moment. */
    Node leader(int partition);

    /** Asks for fresh metadata as soon as Kafka's backoff allows. */
    void refreshMetadata();

    /**
     * Whether a broker takes a request now; if there is no connection, one is begun.
     *
     * @throws AuthenticationException if it refused to let us in before everything was connected
     */
    boolean ready(Node broker);

    /** Whether a broker could be reached when it was last tried; one that could not is tried again with each poll. */
    boolean reachable(Node broker);

    /** Everything is connected: from now on a refused login is tried again. */
    void established();

    /**
     * Checks that a connected broker knows the requests that it will get.
     *
     * @throws UnsupportedVersionException naming the request and the versions
     */
    void requireUsable(Node broker);

    /**
     * Sends batches, one for each of several partitions, to the broker that leads them. It must be {@link #ready}.
     *
     * @param answered is told what became of each batch, once
     */
    <B extends OutgoingBatch> void produce(Node leader, List<B> batches, BiConsumer<B, BrokerResponse> answered);

    /**
     * Asks for a new producer identity.
     *
     * @param then gets it; empty if the question must be repeated
     * @return false if no broker could be asked at the moment
     */
    boolean identify(Consumer<Optional<ProducerIdentity>> then);

    /**
     * Reads and writes what can be, and waits for something to happen, this long at most.
     *
     * @throws org.apache.kafka.common.KafkaException what cannot be mended: access refused, for example
     */
    void poll(long millis);

    /** Bytes of batches handed to the network. Any thread. */
    long wireBytes();

    /** For how long one broker, the one that did most, asked us to wait because of a quota, in all. Any thread. */
    long throttledMillis();

    /** Closes all connections; what is in flight is not answered any more, and its buffers are free. */
    @Override
    void close();
}
