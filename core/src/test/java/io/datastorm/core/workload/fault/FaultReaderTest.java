package io.datastorm.core.workload.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.workload.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultReaderTest {
    @Test
    void linksHaveFaultsToo() {
        List<Fault> faults =
                FaultReader.read("partition 1 | 2,3 @ 1s for 2s, isolate 2 @ 5s,slow-link 3 to 10Mbit @ 6s for 1s");
        assertThat(faults)
                .extracting(Fault::action)
                .containsExactly(
                        new Fault.Partition(Set.of(1), Set.of(2, 3)),
                        new Fault.Unite(Set.of(1), Set.of(2, 3)),
                        new Fault.Isolate(2),
                        new Fault.SlowLink(3, 10_000_000),
                        new Fault.RestoreLink(3));
        assertThat(faults.get(0).text()).isEqualTo("partition 1 | 2,3 @ 1s for 2s");
        assertThatThrownBy(() -> FaultReader.read("partition 1,2|2 @ 1s")).hasMessageContaining("on both sides");
    }

    @Test
    void aCommandStandsBeforeItsTime() {
        Fault fault = FaultReader.command("ssh me@host 'kill -9 1' @ 1.5s");
        assertThat(fault.action()).isEqualTo(new Fault.Command("ssh me@host 'kill -9 1'"));
        assertThat(fault.at()).isEqualTo(Duration.ofMillis(1500));
        assertThatThrownBy(() -> FaultReader.command("@ 5s")).hasMessageContaining("must be a command and a time");
        assertThatThrownBy(() -> FaultReader.command("ls"))
                .hasMessageContaining("such as 'systemctl stop kafka @ 30s'");
        assertThatThrownBy(() -> FaultReader.command("ls @ now")).hasMessageContaining("is not a duration: 'now'");
    }

    @Test
    void aScheduleIsReadInTheOrderOfItsTimes() {
        assertThat(FaultReader.read("pause 1 @ 12s for 4s, kill 2 @ 5s,restart 2 @ 8s"))
                .containsExactly(
                        new Fault("kill 2 @ 5s", Duration.ofSeconds(5), new Fault.Kill(2)),
                        new Fault("restart 2 @ 8s", Duration.ofSeconds(8), new Fault.Restart(2)),
                        new Fault("pause 1 @ 12s for 4s", Duration.ofSeconds(12), new Fault.Pause(1)),
                        new Fault("end of pause 1 @ 12s for 4s", Duration.ofSeconds(16), new Fault.Resume(1)));
        assertThat(FaultReader.read("quota 1MiB @ 1s for 2s, move-leaders @ 500ms, "
                        + "add-partitions 40@2s, delete-topic @ 9s, fill-disk 3 @ "
                        + "600ms for 9s"))
                .extracting(Fault::action)
                .containsExactly(
                        new Fault.MoveLeaders(),
                        new Fault.FillDisk(3),
                        new Fault.Quota(new DataSize(1 << 20)),
                        new Fault.AddPartitions(40),
                        new Fault.EndQuota(),
                        new Fault.DeleteTopic(),
                        new Fault.Restart(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kil 2 @ 5s|there is no fault 'kil'",
                "kil 2 @ 5s|did you mean 'kill'?",
                "kill 2|'kill 2' is not a fault; write kill 2 @ 5s",
                "kill @ 5s|needs the number of a broker",
                "kill two @ 5s|'two' is not a whole number",
                "kill 2 @ 5|has no unit",
                "restart 2 @ 5s for 3s|partition and slow-link can end after a time",
                "isolate @ 5s|needs the number of a broker",
                "slow-link 2 @ 5s|write slow-link 2 to 10Mbit @ 5s",
                "slow-link 2 to much @ 5s|must be a rate of a link",
                "partition 1 @ 5s|the sides of a partition",
                "partition @ 5s|needs two sides",
                "move-leaders 3 @ 5s|takes nothing but a time",
                "quota @ 5s|needs a size a second"
            })
    void whatIsNoFaultIsExplained(String text, String message) {
        assertThatThrownBy(() -> FaultReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
