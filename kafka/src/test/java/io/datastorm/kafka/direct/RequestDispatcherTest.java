package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.kafka.direct.batch.BatchOutcomes;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which partitions get records while brokers are not there. */
final class RequestDispatcherTest {
    private final FakeConnection connection = new FakeConnection();
    private final RequestDispatcher dispatcher = new RequestDispatcher(
            0,
            connection,
            Framings.of("none", 1000, Duration.ZERO, Map.of()).format(),
            new BatchOutcomes(new WorkerStats(new Window(), false), null, true, BatchSizing.FULL),
            NanoClock.SYSTEM,
            new DispatchRules(true, 1 << 20, 1, 100, 1000));

    private List<Integer> flowing() {
        return dispatcher.queues().stream()
                .filter(queue -> dispatcher.readiness(queue) == Readiness.FLOWING)
                .map(PartitionQueue::partition)
                .toList();
    }

    /** Until it is fenced a broker that is down leads in the metadata: for nine seconds with Kafka's defaults. */
    @Test
    void whoLeadsButIsNotThereGetsNothingWhileOthersDo() {
        assertThat(flowing()).containsExactly(0, 1, 2, 3);
        connection.down.add(FakeConnection.TWO);
        connection.leaderless.add(0);
        assertThat(flowing()).containsExactly(2);
    }

    @Test
    void allLeadersAreWaitedForFirstAndThenThoseSufficeThatAreThere() {
        connection.down.add(FakeConnection.TWO);
        connection.leaderless.add(0);
        assertThat(dispatcher.connected(true)).isFalse();
        assertThat(dispatcher.connected(false)).isTrue();
        connection.down.add(FakeConnection.ONE);
        assertThat(dispatcher.connected(false)).as("there is nobody").isFalse();
        connection.down.clear();
        connection.leaderless.clear();
        assertThat(dispatcher.connected(true)).isTrue();
    }
}
