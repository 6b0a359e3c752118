package io.datastorm.core.measure.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutsideRecorderTest {
    private static final long SECOND = 1_000_000_000;

    private static OutsideRecorder.Reading reading(double second, long stored, double cpu, double brokerCpu) {
        return new OutsideRecorder.Reading(
                (long) (second * SECOND),
                stored,
                cpu,
                stored * 10,
                List.of(new BrokerMeter.Reading(1, brokerCpu, 2 * stored)));
    }

    private static RunResult result(double brokerCpu) {
        OutsideRecorder recorder = new OutsideRecorder();
        recorder.add(reading(10, 1000, 5, 1));
        recorder.add(reading(11, 3000, 6, 1 + brokerCpu));
        recorder.add(reading(12.5, 4500, 6.5, 1 + 2 * brokerCpu));
        return recorder.result(
                new RunResult.Run("id", "run", "2026-11-23T02:07:10Z", 0, true, "0.1.0"),
                Map.of(),
                new RunResult.Environment("17", "Linux", 2, 1L << 30, "c", "4.3.1", 1, 32, 1, true));
    }

    @Test
    void recordsCountWhenTheyAreStoredWithinTheWindow() {
        RunResult result = result(0.2);
        assertThat(result.run().durationSeconds()).isEqualTo(2.5);
        assertThat(result.throughput().recordsPerSecond()).isEqualTo(3500 / 2.5);
        assertThat(result.totals().stored()).isEqualTo(4500);
        assertThat(result.generator().cpuSeconds()).isCloseTo(1.5, within(1e-9));
        assertThat(result.generator().recordsPerCpuSecond()).isCloseTo(3500 / 1.5, within(1e-9));
        assertThat(result.generator().peakRssBytes()).isEqualTo(45_000);
        assertThat(result.brokers().get(0).cpuSeconds()).isCloseTo(0.4, within(1e-9));
        assertThat(result.intervals()).extracting(Interval::recordsPerSecond).containsExactly(2000.0, 1000.0);
    }

    @Test
    void whatCannotBeSeenIsNotInvented() {
        RunResult result = result(0.2);
        assertThat(result.latency().response()).isNull();
        assertThat(result.totals().storedAgrees()).isNull();
        assertThat(result.totals().failed()).isNull();
        assertThat(result.totals().wireBytes()).isNull();
        assertThat(result.throughput().payloadBytesPerSecond()).isNull();
        assertThat(result.generator().gcPauseMaxMillis()).isNull();
        assertThat(result.intervals().get(0).heapBytes()).isNull();
        assertThat(result.validity().limitedBy()).isEqualTo("unknown");
        assertThat(result(1.8).validity().limitedBy()).isEqualTo("broker");
    }
}
