package io.datastorm.grpc;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.snapshot.SenderProcess;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.kafka.producer.ProducerSenders;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The senders of a stream over producers that go to a gateway, and the gateway, if it is this run's own. */
final class GrpcSenders implements Senders {
    private final ProducerSenders producers;
    private final Optional<String> given;
    private final GatewayTransport.Factory transport;
    private GatewayProcess own;

    GrpcSenders(
            StreamPlan plan,
            Target target,
            RecordSource records,
            Stamping stamping,
            GatewayTransport.Factory transport) {
        this.given = plan.sender().gateway();
        this.transport = transport;
        this.producers = new ProducerSenders(plan, target, records, stamping, this::producer);
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        return producers.open(worker, stats);
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        ManagedChannel channel = NettyChannelBuilder.forTarget(gateway(settings))
                .usePlaintext()
                .maxInboundMessageSize(GatewayMethods.MOST_BYTES)
                .build();
        return new GrpcProducer(channel, BatchLimits.of(settings), transport);
    }

    private synchronized String gateway(Map<String, Object> settings) {
        if (given.isPresent()) {
            return given.get();
        }
        if (own == null) {
            Map<String, Object> there = new TreeMap<>(settings);
            // Batches have waited here already.
            there.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            there.remove(ProducerConfig.CLIENT_ID_CONFIG);
            own = GatewayProcess.start(there);
        }
        return own.address();
    }

    @Override
    public SenderHealth health() {
        return producers.health();
    }

    @Override
    public synchronized List<SenderProcess> processes() {
        return own == null ? List.of() : List.of(new SenderProcess("gateway", own.handle()));
    }

    @Override
    public void hurry(Duration patience) {
        producers.hurry(patience);
    }

    @Override
    public void close(Duration patience) {
        producers.close(patience);
        if (own != null) {
            own.close();
        }
    }

    /** The gateway of this run; empty if it has none of its own. */
    Optional<GatewayProcess> own() {
        return Optional.ofNullable(own);
    }
}
