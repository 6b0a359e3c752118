package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the file of a shape has in it: a plan, or a message for each problem. */
final class ShapeFuzzIT {
    static Stream<String> shapes() {
        return Stream.of("""
                shape: 1
                partitions: 6
                records: 18000
                values: {sizes: '57-63:186,68-79:1977', tombstones: 0.01, compression: {lz4: 0.5, zstd: 0.4}}
                keys: {draw: 'zipf:1000:1.1', size: 8, share: 0.9}
                headers: [{name: traceparent, size: 55, share: 1.0}, {name: rare, size: 5, share: 0.1}]
                arrival: {seconds: 5.9, rates: [3021.0, 17, 0]}
                """, "{shape: 1, partitions: 1, values: {}}");
    }

    @MethodSource("shapes")
    @FuzzTest
    void aShapeIsPlannedOrRefused(String text) throws IOException {
        planOrRefuse(text);
    }

    @Tag("matrix")
    @MethodSource("shapes")
    @FuzzTest(maxDuration = "30s")
    void aShapeIsPlannedOrRefusedInTheLongRun(String text) throws IOException {
        planOrRefuse(text);
    }

    private static void planOrRefuse(String text) throws IOException {
        if (text == null) {
            return;
        }
        Path file = Files.createTempFile("shape", ".yaml");
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            Settings flags = new Settings();
            flags.flag(RecordOptions.SHAPE, file.toString());
            flags.flag(LoadOptions.SPEED, "3x");
            assertThat(new Planner(EngineTestPlans.NO_RULES, 2)
                            .plan(flags, Optional.empty())
                            .streams())
                    .hasSize(1);
        } catch (InvalidInput e) {
            assertThat(e.problems()).isNotEmpty();
        } finally {
            Files.delete(file);
        }
    }
}
