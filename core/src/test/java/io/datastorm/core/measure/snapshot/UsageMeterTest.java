package io.datastorm.core.measure.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.machine.BrokerMeter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsageMeterTest {
    private final List<SenderProcess> processes = new ArrayList<>();
    private final UsageMeter meter = new UsageMeter(BrokerMeter.NONE, () -> processes);

    /** This process stands for a gateway: it uses CPU here. */
    @Test
    void whatASenderProcessUsesIsToldFromWhenTheMeterBegins() {
        SenderProcess gateway = new SenderProcess("gateway", ProcessHandle.current());
        processes.add(gateway);
        double before = gateway.cpuSeconds();
        meter.begin();
        while (gateway.cpuSeconds() < before + 0.05) {
            Thread.onSpinWait();
        }
        Usage.SenderProcessUse used = meter.next().processes().get(0);
        assertThat(used.name()).isEqualTo("gateway");
        assertThat(used.cpuSeconds()).isBetween(0.02, gateway.cpuSeconds() - before + 0.011);
        assertThat(used.rssBytes()).isPositive();
        meter.close();
    }

    @Test
    void thereMayBeNone() {
        meter.begin();
        assertThat(meter.next().processes()).isEmpty();
        meter.close();
    }
}
