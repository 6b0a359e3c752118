package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LimitTest {
    private static Observations seen(
            boolean local, Boolean met, double generator, List<Double> brokers, double waiting) {
        return new Observations(4, local, met, generator, brokers, waiting, 0, 0.0);
    }

    @Test
    void aRateThatIsMetLimits() {
        assertThat(Limit.judge(seen(true, true, 1, List.of(0.5), 0)).by()).isEqualTo("rate");
        assertThat(Limit.judge(seen(true, false, 3.5, List.of(0.4), 0)).by()).isEqualTo("generator");
    }

    @Test
    void aClusterThatWasDisturbedIsTheLimit() {
        Observations idle = seen(true, false, 0.3, List.of(0.3), 0.1);
        assertThat(Limit.judge(idle, true).by()).isEqualTo("broker");
        assertThat(Limit.judge(idle, true).evidence()).startsWith("faults were done to the cluster");
        assertThat(Limit.judge(idle, false).by()).isEqualTo("generator");
        assertThat(Limit.judge(seen(true, true, 1, List.of(0.5), 0), true).by()).isEqualTo("rate");
    }

    @Test
    void onAFullMachineTheLargerUserLimits() {
        assertThat(Limit.judge(seen(true, null, 2.6, List.of(1.2), 0.5)).by()).isEqualTo("generator");
        assertThat(Limit.judge(seen(true, null, 1.0, List.of(1.4, 1.5), 0.5)).by())
                .isEqualTo("broker");
    }

    @Test
    void waitingWorkersPointToTheFarSide() {
        assertThat(Limit.judge(seen(true, null, 0.3, List.of(1.0), 0.8)).by()).isEqualTo("broker");
        Limit remote = Limit.judge(seen(false, null, 0.3, List.of(), 0.8));
        assertThat(remote.by()).isEqualTo("unknown");
        assertThat(remote.evidence()).contains("80 %").contains("cannot be told apart");
    }

    @Test
    void workersThatNeverWaitAreTheLimit() {
        assertThat(Limit.judge(seen(false, null, 1.0, List.of(), 0.05)).by()).isEqualTo("generator");
    }

    @Test
    void quotaAndDiskComeFirst() {
        assertThat(Limit.judge(new Observations(4, true, null, 1, List.of(1.0), 0.5, 250, 0.0))
                        .by())
                .isEqualTo("quota");
        assertThat(Limit.judge(new Observations(4, true, null, 1, List.of(1.0), 0.5, 0, 0.7))
                        .by())
                .isEqualTo("disk");
    }

    @Test
    void evidenceNamesTheNumbers() {
        assertThat(Limit.judge(seen(true, null, 2.6, List.of(1.2), 0)).evidence())
                .isEqualTo("all 4 cores were busy (95 %): the generator used 2.60 of 4 cores, broker 1 1.20");
    }
}
