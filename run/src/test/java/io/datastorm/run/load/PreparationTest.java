package io.datastorm.run.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.pace.Load;
import io.datastorm.core.report.text.PlanYaml;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.core.workload.setting.YamlReader;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.kafka.wire.BatchFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparationTest {
    private static Workload workload(String... flags) {
        Settings settings = new Settings();
        for (String flag : flags) {
            String[] halves = flag.split(" ", 2);
            Options.all().stream()
                    .filter(option -> option.flag().equals(halves[0]))
                    .forEach(option -> settings.flag(option, halves[1]));
        }
        return new Planner(new ProducerRules(), 2).plan(settings, Optional.empty());
    }

    private static PreparedStream prepared(String... flags) {
        return Preparation.of(workload(flags), 0).streams().get(0);
    }

    @Test
    void aRateInBytesIsOfTheValuesThatAreSent() {
        PreparedStream made = prepared("--size-distribution 64-256:70,1KiB-4KiB:30", "--rate 200MB/s");
        RecordPool pool = (RecordPool) made.records();
        double rate = ((Load.ConstantRate) made.plan().load()).rate().recordsPerSecond();
        assertThat(rate * pool.totalBytes() / pool.size()).isCloseTo(200e6, Offset.offset(1.0));
    }

    @Test
    void aRateInBytesMayBeTooHighForSmallValues() {
        assertThatThrownBy(() -> prepared("--record-size 1", "--rate 2GB/s"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(
                        "--rate: of values of 1.0 bytes must be above 0 and at most 1,000,000,000 records");
    }

    /** Compressed by another batch format than the search's own: with the values that are sent. */
    @ParameterizedTest
    @CsvSource({"lz4,0.4", "zstd,0.4", "snappy,0.7", "gzip,0.15", "lz4,1"})
    void theCodecLeavesWhatIsAskedFor(String codec, double ratio) {
        PreparedStream made = prepared("--record-size 1KiB", "--compression " + codec, "--compressibility " + ratio);
        RecordPool pool = (RecordPool) made.records();
        byte[] values = new byte[512 << 10];
        for (int i = 0; i < values.length / 1024; i++) {
            System.arraycopy(pool.value(5000 + i), 0, values, i * 1024, 1024);
        }
        BatchFormat.Packing packing = new BatchFormat(
                        Map.of(
                                "bootstrap.servers",
                                "localhost:9092",
                                "compression.type",
                                codec,
                                "key.serializer",
                                "org.apache.kafka.common.serialization.ByteArraySerializer",
                                "value.serializer",
                                "org.apache.kafka.common.serialization.ByteArraySerializer"),
                        List.of())
                .pack(ByteBuffer.allocate(1 << 20));
        packing.write(values, 0, values.length);
        double left = packing.close().position() - BatchFormat.HEADER_BYTES;
        assertThat(left / values.length).isCloseTo(ratio, Offset.offset(0.03));
        assertThat(made.notices()).singleElement().asString().contains("so that " + codec + " leaves");
    }

    @Test
    void valuesHaveTheirCounter() {
        assertThatThrownBy(() -> prepared("--record-size 12", "--compression lz4", "--compressibility 0.01"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--compressibility: 0.01 cannot be reached: the codec leaves")
                .hasMessageContaining("give at least");
    }

    @TempDir
    private Path directory;

    @Test
    void aRecordThatTheProducerWouldRefuseIsRefusedBefore() {
        assertThatThrownBy(() -> prepared("--record-size 2MiB", "--pool 2"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--batch-size: the producer sends at most 1,048,576 bytes at a time")
                .hasMessageEndingWith("add --batch-size 3MiB");
        assertThat(prepared("--record-size 2MiB", "--pool 2", "--batch-size 3MiB")
                        .records())
                .isNotNull();
        assertThat(prepared("--record-size 2MiB", "--pool 2", "--sender direct").records())
                .isNotNull();
    }

    /** What a result stores of a run, and agents are sent, means the same when it is read again. */
    @ParameterizedTest
    @ValueSource(strings = {"--format json", "--record-size 1KiB", "--template order"})
    void anApplicationsFileDoesNotBindOtherFormats(String flag) throws IOException {
        Path file = Files.writeString(directory.resolve("app.properties"), """
                schema.registry.url=http://registry:8081
                value.serializer=io.confluent.kafka.serializers.KafkaAvroSerializer
                auto.register.schemas=false
                value.subject.name.strategy=io.confluent.kafka.serializers.subject.RecordNameStrategy
                """);
        Workload planned = workload("--command-config " + file, flag);
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> effective = new LinkedHashMap<>(planned.effective());
        WorkloadFile again = YamlReader.parse("plan", PlanYaml.of(effective), problems);
        assertThat(problems).isEmpty();
        Workload read = new Planner(new ProducerRules(), 2).plan(new Settings(), again);
        assertThat(read.onlyStream().records())
                .isEqualTo(planned.onlyStream().records())
                .matches(records -> records.registered() == flag.contains("order"));
    }
}
