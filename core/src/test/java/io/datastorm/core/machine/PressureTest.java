package io.datastorm.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class PressureTest {
    private static final String IO = """
            some avg10=0.00 avg60=0.00 avg300=0.00 total=%d
            full avg10=0.00 avg60=0.00 avg300=0.00 total=7
            """;
    private static final String STAT = """
            cpu  %d 2 3 4 5 6 7 %d 9 10
            cpu0 1 2 3 4 5 6 7 99 9 10
            """;
    private static final String GROUP = "nr_periods %d\nnr_throttled %d\nthrottled_time 4\n";

    private static Pressure reading(long io, long user, long steal, long periods) {
        return Pressure.of(IO.formatted(io), STAT.formatted(user, steal), GROUP.formatted(periods, periods / 2), 1);
    }

    @Test
    void whatHappenedBetweenTwoReadingsIsAShareOfTheTime() {
        Pressure.Loss loss = reading(5_000_000, 1500, 400, 200).since(reading(1_000_000, 0, 100, 100), 10);
        assertThat(loss).isEqualTo(new Pressure.Loss(0.4, 0.3, 0.5, 1.5));
    }

    @Test
    void whatTheKernelDoesNotTellIsNotKnown() {
        Pressure silent = Pressure.of("", "", "", 1);
        assertThat(silent.since(silent, 10)).isEqualTo(Pressure.Loss.UNKNOWN);
        assertThat(reading(1, 1, 1, 1).since(reading(1, 1, 1, 1), 10)).isEqualTo(new Pressure.Loss(0.0, 0, 0, 0));
    }

    /** Of this machine: its processors have run something since it was started. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxTellsWhatItsProcessorsDid() throws IOException {
        String stat = Files.readString(Path.of("/proc/stat"));
        int processors =
                (int) stat.lines().filter(line -> line.matches("cpu[0-9]+ .*")).count();
        assertThat(Pressure.of("", stat, "", processors).busyTicks()).isPositive();
    }

    /** A container sees 64 processors in the statistics, and may use two of them. */
    @Test
    void whatOtherProcessorsDidMeansNothing() {
        Pressure before = Pressure.of("", STAT.formatted(0, 0), "", 2);
        Pressure after = Pressure.of("", STAT.formatted(5000, 50), "", 2);
        assertThat(after.since(before, 10)).isEqualTo(Pressure.Loss.UNKNOWN);
    }

    @Test
    void theControlGroupIsFoundInBothVersions() {
        List<String> lines = List.of("5:memory:/m", "4:cpu,cpuacct:/a/b", "2:cpuset:/c", "0::/v2");
        assertThat(Cgroup.path(lines, true)).isEqualTo("/a/b");
        assertThat(Cgroup.path(lines, false)).isEqualTo("/v2");
        assertThat(Cgroup.path(List.of(), true)).isEqualTo("/");
    }
}
