package io.datastorm.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Produces what comes, with a KafkaProducer for each producer of the generator, and acknowledges batches. */
final class GatewayService {
    private static final Context.Key<String> PRODUCER = Context.key("producer");

    private final Map<String, Object> settings;
    private final Map<String, KafkaProducer<byte[], byte[]>> producers = new ConcurrentHashMap<>();

    GatewayService(Map<String, Object> settings) {
        this.settings = settings;
    }

    ServerServiceDefinition definition() {
        ServerServiceDefinition methods = ServerServiceDefinition.builder(GatewayMethods.SERVICE)
                .addMethod(GatewayMethods.STREAM, ServerCalls.asyncBidiStreamingCall(this::stream))
                .addMethod(GatewayMethods.PRODUCE, ServerCalls.asyncUnaryCall(this::produce))
                .addMethod(GatewayMethods.PARTITIONS, ServerCalls.asyncUnaryCall(this::partitions))
                .build();
        return ServerInterceptors.intercept(methods, new Identify());
    }

    /** Lets the methods know whose call it is. */
    private static final class Identify implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            String producer = headers.get(GatewayMethods.PRODUCER);
            Context context = Context.current().withValue(PRODUCER, producer == null ? "" : producer);
            return Contexts.interceptCall(context, call, headers, next);
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String id) {
        return producers.computeIfAbsent(id, unused -> new KafkaProducer<>(settings));
    }

    private StreamObserver<ByteBuffer> stream(StreamObserver<byte[]> replies) {
        String id = PRODUCER.get();
        KafkaProducer<byte[], byte[]> producer = producer(id);
        return new StreamObserver<>() {
            @Override
            public void onNext(ByteBuffer batch) {
                send(producer, batch, reply -> {
                    // Batches end on the threads of the producer and of the call.
                    synchronized (replies) {
                        replies.onNext(reply.toBytes());
                    }
                });
            }

            @Override
            public void onError(Throwable cancelled) {
                close(id);
            }

            @Override
            public void onCompleted() {
                close(id);
            }
        };
    }

    private void close(String id) {
        KafkaProducer<byte[], byte[]> producer = producers.remove(id);
        if (producer != null) {
            // Not on a thread of the server: records may take a while.
            Thread closing = new Thread(producer::close, "gateway-close");
            closing.setDaemon(true);
            closing.start();
        }
    }

    private void produce(ByteBuffer batch, StreamObserver<byte[]> replies) {
        send(producer(PRODUCER.get()), batch, reply -> {
            replies.onNext(reply.toBytes());
            replies.onCompleted();
        });
    }

    private void partitions(ByteBuffer topic, StreamObserver<byte[]> replies) {
        try {
            int partitions = producer("")
                    .partitionsFor(StandardCharsets.UTF_8.decode(topic).toString())
                    .size();
            replies.onNext(ByteBuffer.allocate(Integer.BYTES).putInt(partitions).array());
            replies.onCompleted();
        } catch (KafkaException e) {
            replies.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
        }
    }

    /** Sends all records of a batch in their order; the reply is told when the last of them has an outcome. */
    private static void send(
            KafkaProducer<byte[], byte[]> producer, ByteBuffer bytes, Consumer<BatchReply> whenAnswered) {
        BatchWriter.Batch batch = BatchWriter.read(bytes);
        List<ProducerRecord<byte[], byte[]>> records = batch.records();
        BatchReply reply = new BatchReply(batch.number(), records.size());
        AtomicInteger left = new AtomicInteger(records.size());
        for (int i = 0; i < records.size(); i++) {
            int index = i;
            try {
                Future<RecordMetadata> unused = producer.send(records.get(i), (metadata, error) -> {
                    if (error == null) {
                        reply.acknowledged(index, metadata.partition(), metadata.hasOffset() ? metadata.offset() : -1);
                    } else {
                        reply.failed(index, error);
                    }
                    if (left.decrementAndGet() == 0) {
                        whenAnswered.accept(reply);
                    }
                });
            } catch (KafkaException e) {
                reply.failed(index, e);
                if (left.decrementAndGet() == 0) {
                    whenAnswered.accept(reply);
                }
            }
        }
    }
}
