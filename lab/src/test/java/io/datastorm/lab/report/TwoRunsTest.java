package io.datastorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.lab.Results;
import org.junit.jupiter.api.Test;

final class TwoRunsTest {
    @Test
    void figuresStandBesideEachOther() {
        TwoRuns runs = new TwoRuns(Results.throughput(1000), Results.throughput(500));
        assertThat(runs.table().rows().get(0)).startsWith("throughput").endsWith("0.500 ×");
    }

    @Test
    void whatWasAskedForDifferentlyIsSaid() {
        assertThat(new TwoRuns(Results.throughput(1000), Results.throughput(500)).differences())
                .isEmpty();
        assertThat(new TwoRuns(Results.throughput(1000), Results.latency(9)).differences())
                .anyMatch(line -> line.startsWith("limited by: generator → rate"));
        assertThat(new TwoRuns(Results.throughput(1000), Results.latency(9)).environments())
                .isEmpty();
    }
}
