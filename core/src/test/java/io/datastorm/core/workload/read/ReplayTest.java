package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Schedule;
import io.datastorm.core.report.text.PlanYaml;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.capture.CaptureWriter;
import io.datastorm.generator.capture.CapturedRecord;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of a capture. */
final class ReplayTest {
    private static final long[] TIMES = {1_000, 1_100, 1_100, 1_050, 3_000};

    @TempDir
    private Path folder;

    private Path capture;

    @BeforeEach
    void write() throws IOException {
        capture = folder.resolve("c.dsc");
        try (CaptureWriter writer = new CaptureWriter(capture, "orders", 7)) {
            for (long time : TIMES) {
                writer.write(new CapturedRecord(0, time, null, new byte[1], List.of()));
            }
            writer.finish();
        }
    }

    private Workload workload(String... flags) {
        Settings settings = new Settings();
        List<String> all = new ArrayList<>(List.of("--replay " + capture));
        all.addAll(List.of(flags));
        for (String flag : all) {
            String[] halves = flag.split(" ", 2);
            Options.all().stream()
                    .filter(option -> option.flag().equals(halves[0]))
                    .forEach(option -> settings.flag(option, halves[1]));
        }
        return new Planner(EngineTestPlans.NO_RULES, 2).plan(settings, Optional.empty());
    }

    private static List<Long> millis(Load load) {
        List<Long> millis = new ArrayList<>();
        Schedule schedule = load.schedule(new Load.Share(0, 1, 1));
        for (long nanos = schedule.nextNanos(); nanos != Schedule.END; nanos = schedule.nextNanos()) {
            millis.add(nanos / 1_000_000);
        }
        return millis;
    }

    @Test
    void recordsAreDueWhenTheyCame() {
        StreamPlan stream = workload().onlyStream();
        assertThat(stream.topic().partitions()).isEqualTo(7);
        assertThat(stream.extent().records()).contains(5L);
        assertThat(stream.extent().warmsUp()).isFalse();
        assertThat(stream.load().duration()).contains(Duration.ofSeconds(2));
        // One that came before its time is due with the one before it.
        assertThat(millis(stream.load())).containsExactly(0L, 100L, 100L, 100L, 2000L);
        assertThat(millis(workload("--speed 10x").onlyStream().load())).containsExactly(0L, 10L, 10L, 10L, 200L);
    }

    @Test
    void flagsWin() {
        assertThat(workload("--partitions 2").onlyStream().topic().partitions()).isEqualTo(2);
        StreamPlan fewer = workload("--records 2").onlyStream();
        assertThat(fewer.extent().records()).contains(2L);
        assertThat(millis(fewer.load())).containsExactly(0L, 100L);
        StreamPlan shorter = workload("--duration 1s").onlyStream();
        assertThat(shorter.extent().records()).isEmpty();
        assertThat(shorter.extent().duration()).contains(Duration.ofSeconds(1));
    }

    /** Agents get this as their plan. */
    @Test
    void thePlanSaysAllOfIt() {
        String yaml = PlanYaml.of(workload("--speed 10x").effective());
        assertThat(yaml).contains("replay: ", "speed: 10x", "partitions: 7", "records: 5");
        assertThat(yaml).doesNotContain("rate:", "arrivals", "template", "warmup", "pool", "frozen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate 5k",
                "--stages 5k:1s",
                "--arrivals poisson",
                "--warmup 5s",
                "--key id",
                "--keys sequence",
                "--pool 10",
                "--template order",
                "--shape s.yaml",
                "--tombstones 1%",
            })
    void otherLoadsAndRecordsAreRefused(String flag) {
        assertThatThrownBy(() -> workload(flag)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertThatThrownBy(() -> workload("--sender direct"))
                .hasMessage("--replay: works with --sender producer only: the direct one sends what was prepared");
        Files.writeString(capture, "x");
        assertThatThrownBy(() -> workload("--rate max"))
                .hasMessageContaining("c.dsc: is no capture")
                .hasMessageContaining("--rate: contradicts --replay");
    }
}
