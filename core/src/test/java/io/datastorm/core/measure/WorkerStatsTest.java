package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.pace.DueTimes;
import org.junit.jupiter.api.Test;

final class WorkerStatsTest {
    private static final long MILLI = 1_000_000;

    private final Window window = new Window();

    WorkerStatsTest() {
        window.set(100 * MILLI, 200 * MILLI);
    }

    @Test
    void responseCountsFromTheIntendedTime() {
        WorkerStats stats = new WorkerStats(window, true);
        stats.attempted(DueTimes.of(1, 110 * MILLI), 1, 130 * MILLI);
        acknowledge(stats, 36, 110 * MILLI, 130 * MILLI, 160 * MILLI);
        stats.flush();
        Latencies latencies = Latencies.empty();
        stats.drainInto(latencies);
        assertThat(latencies.response().getMaxValue() / MILLI).isEqualTo(50);
        assertThat(latencies.service().getMaxValue() / MILLI).isBetween(29L, 30L);
        assertThat(latencies.lag().getMaxValue() / MILLI).isEqualTo(20);
    }

    @Test
    void onlyTheWindowIsMeasuredButEverythingIsCounted() {
        WorkerStats stats = new WorkerStats(window, true);
        stats.attempted(DueTimes.of(3, 50 * MILLI), 3, 50 * MILLI);
        acknowledge(stats, 36, 50 * MILLI, 50 * MILLI, 90 * MILLI);
        acknowledge(stats, 36, 90 * MILLI, 90 * MILLI, 110 * MILLI);
        acknowledge(stats, 36, 190 * MILLI, 190 * MILLI, 210 * MILLI);
        stats.flush();
        Latencies latencies = Latencies.empty();
        stats.drainInto(latencies);
        assertThat(stats.acknowledged()).isEqualTo(3);
        // Due before the window but acknowledged in it: throughput. Due in it but acknowledged after it: latency.
        assertThat(stats.counts().window().acknowledged()).isEqualTo(1);
        assertThat(latencies.response().getTotalCount()).isEqualTo(1);
    }

    @Test
    void whatHasNoOutcomeIsPending() {
        WorkerStats stats = new WorkerStats(window, false);
        stats.attempted(DueTimes.of(5, 1), 5, 1);
        acknowledge(stats, 1, 1, 1, 2);
        stats.failed("E", 1);
        stats.unresolved("T", 1);
        assertThat(stats.counts().pending()).isEqualTo(2);
        assertThat(stats.failures()).containsEntry("E", 1L);
        assertThat(stats.withoutAnswer()).containsEntry("T", 1L);
    }

    @Test
    void equalLatenciesAreOneEntryWithACount() {
        WorkerStats stats = new WorkerStats(window, false);
        for (int i = 0; i < 1000; i++) {
            acknowledge(stats, 1, 110 * MILLI, 110 * MILLI, 120 * MILLI);
        }
        stats.flush();
        Latencies latencies = Latencies.empty();
        stats.drainInto(latencies);
        assertThat(latencies.service().getTotalCount()).isEqualTo(1000);
        assertThat(latencies.response().getTotalCount()).isEqualTo(1000);
    }

    private static void acknowledge(WorkerStats stats, long valueBytes, long intended, long sent, long now) {
        stats.acknowledged(1, valueBytes, now);
        stats.latency(1, intended, sent, now);
    }
}
