package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which partitions get records while brokers are not there. */
final class ShippingTest {
    private final FakeLink link = new FakeLink();
    private final Shipping shipping = new Shipping(
            0,
            link,
            Framings.of("none", 1000, Duration.ZERO, Map.of()).format(),
            new Books(new WorkerStats(new Window(), false), null, true, BatchSizing.FULL),
            NanoClock.SYSTEM,
            new ShippingTerms(true, 1 << 20, 1, 100, 1000));

    private List<Integer> flowing() {
        return shipping.lanes().stream()
                .filter(lane -> shipping.readiness(lane) == Readiness.FLOWING)
                .map(Lane::partition)
                .toList();
    }

    /** Until it is fenced a broker that is down leads in the metadata: for nine seconds with Kafka's defaults. */
    @Test
    void whoLeadsButIsNotThereGetsNothingWhileOthersDo() {
        assertThat(flowing()).containsExactly(0, 1, 2, 3);
        link.down.add(FakeLink.TWO);
        link.leaderless.add(0);
        assertThat(flowing()).containsExactly(2);
    }

    @Test
    void allLeadersAreWaitedForFirstAndThenThoseSufficeThatAreThere() {
        link.down.add(FakeLink.TWO);
        link.leaderless.add(0);
        assertThat(shipping.connected(true)).isFalse();
        assertThat(shipping.connected(false)).isTrue();
        link.down.add(FakeLink.ONE);
        assertThat(shipping.connected(false)).as("there is nobody").isFalse();
        link.down.clear();
        link.leaderless.clear();
        assertThat(shipping.connected(true)).isTrue();
    }
}
