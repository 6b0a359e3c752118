package io.datastorm.kafka.direct;

import io.datastorm.kafka.wire.BrokerConnection;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.OutgoingBatch;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.Node;

/** A network without one: every batch is stored when the connection is polled next. */
final class InstantConnection implements BrokerConnection {
    private final Node broker = new Node(1, "here", 1);
    private final int partitions;
    private final List<Runnable> underway = new ArrayList<>();

    InstantConnection(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Node leader(int partition) {
        return broker;
    }

    @Override
    public void refreshMetadata() {}

    @Override
    public boolean ready(Node node) {
        return true;
    }

    @Override
    public boolean reachable(Node broker) {
        return true;
    }

    @Override
    public void established() {}

    @Override
    public void requireUsable(Node node) {}

    @Override
    public <B extends OutgoingBatch> void produce(
            Node leader, List<B> batches, BiConsumer<B, BrokerResponse> answered) {
        batches.forEach(batch -> underway.add(() -> answered.accept(batch, BrokerResponse.STORED)));
    }

    @Override
    public boolean identify(Consumer<Optional<ProducerIdentity>> then) {
        then.accept(Optional.of(new ProducerIdentity(1, (short) 0)));
        return true;
    }

    @Override
    public void poll(long millis) {
        underway.forEach(Runnable::run);
        underway.clear();
    }

    @Override
    public long wireBytes() {
        return 0;
    }

    @Override
    public long throttledMillis() {
        return 0;
    }

    @Override
    public void close() {}
}
