package io.datastorm.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** One stream for all batches: many are in flight. */
final class StreamingTransport implements GatewayTransport {
    /** Beyond that they only wait on the other side. */
    private static final int MOST_IN_FLIGHT = 64;

    private final ClientCall<ByteBuffer, byte[]> call;
    private final Map<Long, PendingBatch> inFlight = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_IN_FLIGHT);
    private final BiConsumer<PendingBatch, BatchReply> answered;
    private final Consumer<KafkaException> lost;
    private final String gateway;
    /** Why it has ended; null if it goes on. */
    private Status over;

    StreamingTransport(
            ManagedChannel channel, BiConsumer<PendingBatch, BatchReply> answered, Consumer<KafkaException> lost) {
        this.answered = answered;
        this.lost = lost;
        this.gateway = channel.authority();
        this.call = channel.newCall(GatewayMethods.STREAM, CallOptions.DEFAULT.withWaitForReady());
        Metadata headers = new Metadata();
        headers.put(GatewayMethods.PRODUCER, UUID.randomUUID().toString());
        call.start(new Listener(), headers);
        call.request(Integer.MAX_VALUE);
    }

    @Override
    public void send(PendingBatch batch, ByteBuffer bytes) throws InterruptedException {
        places.acquire();
        synchronized (this) {
            if (over == null) {
                inFlight.put(batch.number(), batch);
                call.sendMessage(bytes);
                return;
            }
        }
        batch.fail(GatewayTransport.gone(gateway, over));
    }

    private void end(Status status) {
        List<PendingBatch> open;
        synchronized (this) {
            over = status;
            open = new ArrayList<>(inFlight.values());
            inFlight.clear();
        }
        open.forEach(batch -> batch.fail(GatewayTransport.gone(gateway, status)));
        places.release(MOST_IN_FLIGHT);
        lost.accept(GatewayTransport.gone(gateway, status));
    }

    @Override
    public void close() {
        call.cancel("the producer is closed", null);
    }

    /** Hears of replies, on a thread of gRPC. */
    private final class Listener extends ClientCall.Listener<byte[]> {
        @Override
        public void onMessage(byte[] message) {
            BatchReply reply = BatchReply.read(message);
            PendingBatch batch = inFlight.remove(reply.number());
            if (batch != null) {
                places.release();
                answered.accept(batch, reply);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end(status);
        }
    }
}
