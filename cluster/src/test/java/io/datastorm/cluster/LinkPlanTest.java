package io.datastorm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.network.LinkPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What tc is told: not every kernel can do all of it. */
final class LinkPlanTest {
    @Test
    void aRateIsATokenBucket() {
        assertThat(new LinkPlan(1_000_000_000, Duration.ZERO).shape("d"))
                .containsExactly(
                        "qdisc replace dev d root handle 1: tbf rate 1000000000bit burst 1250000 latency 50ms");
        assertThat(new LinkPlan(100_000, Duration.ZERO).shape("d"))
                .containsExactly("qdisc replace dev d root handle 1: tbf rate 100000bit burst 8192 latency 50ms");
    }

    /** The delay's queue holds what is on its way, and what would wait without it. */
    @Test
    void aDelayStandsBehindTheRate() {
        assertThat(new LinkPlan(1_000_000_000, Duration.ofMillis(10)).shape("d"))
                .containsExactly(
                        "qdisc replace dev d root handle 1: tbf rate 1000000000bit burst 1250000 latency 50ms",
                        "qdisc replace dev d parent 1: handle 10: netem delay 10000us limit 5000");
        assertThat(new LinkPlan(0, Duration.ofMillis(10)).shape("d"))
                .containsExactly("qdisc replace dev d root handle 10: netem delay 10000us limit 100000");
    }

    @Test
    void withoutALimitThereIsNoQueue() {
        assertThat(LinkPlan.UNLIMITED.shape("d")).containsExactly("qdisc replace dev d root noqueue");
    }
}
