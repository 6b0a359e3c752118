package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.read.Planning.flags;
import static io.datastorm.core.workload.read.Planning.plan;
import static io.datastorm.core.workload.read.Planning.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.pace.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShapeRulesTest {
    @TempDir
    private Path directory;

    private String shape(String arrival) throws IOException {
        String text =
                "{shape: 1, partitions: 3, values: {sizes: '100:1', compression: {lz4: 0.5}}%s}".formatted(arrival);
        return "--shape " + Files.writeString(directory.resolve("shape.yaml"), text);
    }

    /** A run is never as fast as it can be because a file tells nothing. */
    @Test
    void aShapeWithoutARateNeedsOne() throws IOException {
        String silent = shape("");
        assertThat(refusal(silent)).contains("--shape: tells no rate").contains("add --rate");
        assertThat(refusal(silent, "--speed 2x")).contains("--speed: has nothing to speed up: the shape tells no rate");
        assertThat(plan(flags(silent, "--rate 5")).onlyStream().load().openLoop())
                .isTrue();
        assertThat(plan(flags(silent, "--rate max")).onlyStream().load()).isInstanceOf(Load.Saturate.class);
    }

    @Test
    void onlyItsOwnRateGetsFaster() throws IOException {
        String rated = shape(", arrival: {seconds: 10, rates: [100, 300]}");
        assertThat(refusal("--speed 2x")).contains("--speed: needs the shape of a topic");
        assertThat(refusal(rated, "--speed 2x", "--rate 5")).contains("--speed: has nothing to speed up: --rate");
        assertThat(plan(flags(rated, "--speed 2x")).onlyStream().load()).isInstanceOf(Load.Stages.class);
        assertThat(plan(flags(rated, "--speed 2x", "--duration 3s"))
                        .onlyStream()
                        .load()
                        .toString())
                .contains("400");
    }

    @Test
    void aTopicIsUsableWithItsSettings() {
        assertThat(refusal("--topic-config cleanup.policy=compact")).contains("--topic-config: compact needs records");
        assertThat(refusal("--topic-config min.insync.replicas=2", "--acks all"))
                .contains("add --replication-factor 2");
        assertThat(plan(flags("--topic-config cleanup.policy=compact", "--key id"))
                        .onlyStream()
                        .topic()
                        .settings())
                .containsEntry("cleanup.policy", "compact");
    }
}
