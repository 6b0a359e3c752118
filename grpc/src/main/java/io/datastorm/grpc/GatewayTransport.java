package io.datastorm.grpc;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.TimeoutException;

/** What carries the batches of one producer to the gateway. {@link #send} is called by one thread. */
interface GatewayTransport extends AutoCloseable {
    /** Opens one; {@code lost} is told once if the gateway is gone, after all batches in flight have been failed. */
    @FunctionalInterface
    interface Factory {
        GatewayTransport open(
                ManagedChannel channel, BiConsumer<PendingBatch, BatchReply> answered, Consumer<KafkaException> lost);
    }

    /** Sends a batch; waits while too many are in flight. */
    void send(PendingBatch batch, ByteBuffer bytes) throws InterruptedException;

    /** What is in flight is told to be unknown. */
    @Override
    void close();

    /** What is said when a gateway is gone: records in flight may be stored or not. */
    static NetworkException gone(String gateway, Status status) {
        String why = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return new NetworkException("the gateway at %s is gone: %s".formatted(gateway, why));
    }

    /** How many partitions a topic has. */
    static int partitions(ManagedChannel channel, String topic) {
        try {
            byte[] reply = ClientCalls.blockingUnaryCall(
                    channel,
                    GatewayMethods.PARTITIONS,
                    CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS).withWaitForReady(),
                    StandardCharsets.UTF_8.encode(topic));
            return ByteBuffer.wrap(reply).getInt();
        } catch (StatusRuntimeException e) {
            throw new TimeoutException(
                    "the gateway at %s does not answer: %s"
                            .formatted(channel.authority(), e.getStatus().getDescription()),
                    e);
        }
    }
}
