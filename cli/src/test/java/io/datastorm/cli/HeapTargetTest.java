package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Profile;
import io.datastorm.core.workload.SenderPlan;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeapTargetTest {
    private static final long MIB = 1 << 20;

    @Test
    void countsTheBuffersOfAllProducers() {
        assertThat(HeapTarget.bytes(List.of(plan(4, false)))).isEqualTo(512 * MIB + 8 * 4 * 4 * MIB);
        assertThat(HeapTarget.bytes(List.of(plan(4, true)))).isEqualTo(512 * MIB + 8 * 4 * MIB);
    }

    @Test
    void streamsNeedTheirBuffersAtTheSameTime() {
        assertThat(HeapTarget.bytes(List.of(plan(4, true), plan(2, false)))).isEqualTo(512 * MIB + 8 * 12 * MIB);
    }

    @Test
    void tellsTheMachineButNeverMoreThanItsHeap() {
        HeapTarget.apply(List.of(plan(1_000_000, false)));
        assertThat(softMax()).isEqualTo(Runtime.getRuntime().maxMemory());
        HeapTarget.apply(List.of(plan(1, true)));
        assertThat(softMax()).isEqualTo(Math.min(544 * MIB, Runtime.getRuntime().maxMemory()));
    }

    private static long softMax() {
        return Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("SoftMaxHeapSize")
                .getValue());
    }

    private static SenderPlan plan(int workers, boolean shared) {
        SenderPlan.Batch batch =
                new SenderPlan.Batch(new DataSize(MIB), false, Duration.ofMillis(25), new DataSize(4 * MIB));
        return new SenderPlan(
                SenderPlan.Kind.PRODUCER,
                Profile.THROUGHPUT,
                workers,
                false,
                shared,
                "1",
                "none",
                batch,
                5,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
