package io.datastorm.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NetworkException;

/** A call for each batch, one after the other: two at a time could overtake each other. */
final class UnaryTransport implements GatewayTransport {
    private final Channel channel;
    private final String gateway;
    private final BiConsumer<PendingBatch, BatchReply> answered;
    private final Consumer<KafkaException> lost;

    UnaryTransport(
            ManagedChannel channel, BiConsumer<PendingBatch, BatchReply> answered, Consumer<KafkaException> lost) {
        Metadata headers = new Metadata();
        headers.put(GatewayMethods.PRODUCER, UUID.randomUUID().toString());
        this.channel = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        this.gateway = channel.authority();
        this.answered = answered;
        this.lost = lost;
    }

    @Override
    public void send(PendingBatch batch, ByteBuffer bytes) {
        BatchReply reply;
        try {
            reply = BatchReply.read(ClientCalls.blockingUnaryCall(
                    channel, GatewayMethods.PRODUCE, CallOptions.DEFAULT.withWaitForReady(), bytes));
        } catch (StatusRuntimeException e) {
            NetworkException gone = GatewayTransport.gone(gateway, e.getStatus());
            batch.fail(gone);
            lost.accept(gone);
            return;
        }
        answered.accept(batch, reply);
    }

    @Override
    public void close() {
        // A call that goes on ends with the channel.
    }
}
