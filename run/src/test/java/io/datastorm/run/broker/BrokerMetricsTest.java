package io.datastorm.run.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.broker.BrokerInterval;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

/** Brokers that tell their metrics, late or not at all. */
final class BrokerMetricsTest {
    private static final String TEXT = "kafka_server_replicamanager_underreplicatedpartitions %d\n";

    /** Each read is taken by the test. */
    private final SynchronousQueue<String> reads = new SynchronousQueue<>();

    @Test
    void oneThatHangsHoldsUpNobody() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        MetricsSource hangs = () -> {
            never.await();
            return "";
        };
        MetricsSource broken = () -> {
            throw new IOException("it answers with status 404");
        };
        try (BrokerMetrics metrics = new BrokerMetrics(Map.of("a", hangs, "b", reads::take, "c", broken))) {
            reads.put(TEXT.formatted(1));
            assertThat(metrics.until(System.nanoTime())).isEmpty();
            reads.put(TEXT.formatted(2));
            // The third one is taken when the second one has been read.
            reads.put(TEXT.formatted(3));
            List<BrokerInterval> latest = metrics.until(System.nanoTime());
            assertThat(latest).hasSize(1);
            assertThat(latest.get(0).broker()).isEqualTo("b");
            assertThat(latest.get(0).underReplicated()).isIn(2L, 3L);
            assertThat(metrics.warnings())
                    .containsExactly("No metrics of the broker came from c: it answers with status 404");
        }
    }

    /** A paused broker leaves its file as it is. */
    @Test
    void whatDoesNotChangeIsNotOfThisSecond() throws Exception {
        try (BrokerMetrics metrics = new BrokerMetrics(Map.of("b", reads::take))) {
            reads.put(TEXT.formatted(1));
            reads.put(TEXT.formatted(1));
            reads.put(TEXT.formatted(1));
            assertThat(metrics.until(System.nanoTime())).isEmpty();
        }
    }
}
