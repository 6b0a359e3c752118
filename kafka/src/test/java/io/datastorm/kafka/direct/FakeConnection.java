package io.datastorm.kafka.direct;

import io.datastorm.kafka.wire.BrokerConnection;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.OutgoingBatch;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.Node;

/** Two brokers that lead the partitions of a topic by turns; what is sent to them stays unanswered. */
final class FakeConnection implements BrokerConnection {
    static final Node ONE = new Node(1, "one", 1);
    static final Node TWO = new Node(2, "two", 2);

    final Set<Node> down = new HashSet<>();
    final Set<Integer> leaderless = new HashSet<>();

    @Override
    public int partitions() {
        return 4;
    }

    @Override
    public Node leader(int partition) {
        if (leaderless.contains(partition)) {
            return null;
        }
        return partition % 2 == 0 ? ONE : TWO;
    }

    @Override
    public void refreshMetadata() {}

    @Override
    public boolean ready(Node broker) {
        return reachable(broker);
    }

    @Override
    public boolean reachable(Node broker) {
        return !down.contains(broker);
    }

    @Override
    public void established() {}

    @Override
    public void requireUsable(Node broker) {}

    @Override
    public <B extends OutgoingBatch> void produce(
            Node leader, List<B> batches, BiConsumer<B, BrokerResponse> answered) {}

    @Override
    public boolean identify(Consumer<Optional<ProducerIdentity>> then) {
        then.accept(Optional.of(new ProducerIdentity(7, (short) 0)));
        return true;
    }

    @Override
    public void poll(long millis) {}

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
