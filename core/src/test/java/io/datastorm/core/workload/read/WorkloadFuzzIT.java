package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.core.workload.setting.YamlReader;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a workload file has in it: a plan, or a message for each problem; no other exception, no endless loop. */
final class WorkloadFuzzIT {
    private static final List<String> SAMPLES = List.of("""
            target: {bootstrapServer: 'a:1', schemaRegistry: 'http://r:1'}
            records: {template: order, key: customer, keyFormat: json, format: avro-registry}
            load: {stages: '10k:30s,50k:60s', arrivals: poisson}
            verify: live
            """, """
            records: {size: 1KiB, randomRatio: 0.5, keys: 'zipf:1m:1.1', tombstones: 1%, headers: {a: b}}
            load: {rate: 200MB/s, duration: 1h}
            faults: 'kill 2 @ 5s, restart 2 @ 8s'
            """, """
            sender: {kind: direct, batchSize: auto, linger: 25ms, compression: zstd}
            thresholds: ['latency.response.p99Millis<50']
            agents: {count: 2}
            """);

    static Stream<String> workloads() throws IOException {
        String shipped = Files.readString(Path.of("../workloads/two-streams.yaml"));
        String all = Options.all().stream()
                .map(option -> option.path() + ": " + option.fallback().orElse("1"))
                .collect(Collectors.joining("\n"));
        return Stream.concat(Stream.of(shipped, all), SAMPLES.stream());
    }

    @MethodSource("workloads")
    @FuzzTest
    void aWorkloadIsPlannedOrRefused(String text) {
        planOrRefuse(text);
    }

    @Tag("matrix")
    @MethodSource("workloads")
    @FuzzTest(maxDuration = "30s")
    void aWorkloadIsPlannedOrRefusedInTheLongRun(String text) {
        planOrRefuse(text);
    }

    private static void planOrRefuse(String text) {
        if (text == null) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        WorkloadFile file = YamlReader.parse("fuzz", text, problems);
        assertThat(problems).allSatisfy(problem -> assertThat(problem.what()).isNotBlank());
        try {
            assertThat(new Planner(EngineTestPlans.NO_RULES, 2).plan(new Settings(), file))
                    .isNotNull();
        } catch (InvalidInput e) {
            assertThat(e.problems()).isNotEmpty();
        }
        for (Option<?> option : Options.all()) {
            try {
                assertThat(option.parse(text)).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as(option.flag()).isNotBlank();
            }
        }
    }
}
