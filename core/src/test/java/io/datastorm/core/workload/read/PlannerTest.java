package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.datastorm.core.pace.Load;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Profile;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Warmup;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {
    @TempDir
    private Path directory;

    /** A client library that knows one setting. */
    private static final ClientRules RULES = new ClientRules() {
        @Override
        public Optional<String> topicSetting(String name, String value) {
            return Optional.empty();
        }

        @Override
        public Optional<String> producerProperty(String name, String value) {
            return name.startsWith("known") ? Optional.empty() : Optional.of("unknown setting '" + name + "'");
        }

        @Override
        public Optional<String> consumerProperty(String name, String value) {
            return producerProperty(name, value);
        }

        @Override
        public Optional<String> clientProperty(String name, String value) {
            return producerProperty(name, value);
        }
    };

    private static Settings flags(String... pairs) {
        Settings settings = new Settings();
        for (String pair : pairs) {
            String[] halves = pair.split(" ", 2);
            for (Option<?> setting : Options.all()) {
                if (setting.flag().equals(halves[0])) {
                    settings.flag(setting, halves[1]);
                }
            }
        }
        return settings;
    }

    private static Workload plan(Settings flags) {
        return new Planner(RULES, 4).plan(flags, Optional.empty());
    }

    private Workload planFile(String yaml, String... flags) throws IOException {
        Path file = Files.writeString(directory.resolve("w.yaml"), yaml);
        return new Planner(RULES, 4).plan(flags(flags), Optional.of(file));
    }

    private static String refusal(String... flags) {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> plan(flags(flags)));
        assertThat(invalid).as("is refused").isNotNull();
        return invalid.getMessage();
    }

    @Test
    void nothingGivenIsTheDefaultRun() {
        Workload workload = plan(flags());
        assertThat(workload.target().local()).isTrue();
        assertThat(workload.onlyStream().topic().partitions()).isEqualTo(32);
        assertThat(workload.onlyStream().sender().workers()).isEqualTo(4);
        assertThat(workload.onlyStream().load()).isEqualTo(new Load.Saturate());
        assertThat(workload.onlyStream().extent().duration()).contains(Duration.ofSeconds(10));
        assertThat(workload.onlyStream().extent().warmup()).isEqualTo(Warmup.AUTO);
    }

    @Test
    void keysAndHeadersComeFromFlagsAndFiles() throws IOException {
        Workload flags = plan(flags("--key customer", "--header a=1", "--header b=x=y"));
        assertThat(flags.onlyStream().records().keys()).contains(new Keys.OfField("customer", Format.STRING));
        assertThat(flags.onlyStream().records().headers()).containsExactly(Map.entry("a", "1"), Map.entry("b", "x=y"));
        Workload file = planFile("records:\n  key: customer\n  headers:\n    a: 1\n    b: x=y\n");
        assertThat(file.effective()).isEqualTo(flags.effective());
        assertThat(plan(flags("--key customer", "--batch-size 1MiB", "--partitions 4"))
                        .onlyStream()
                        .sender()
                        .batch()
                        .bufferMemory())
                .isEqualTo(new DataSize(20 << 20));
        assertThat(refusal("--header novalue")).isEqualTo("--header: must be name=value, got 'novalue'");
    }

    /** Headers carry credentials as often as settings do. */
    @ParameterizedTest
    @ValueSource(
            strings = {"authorization", "X-Api-Key", "apikey", "cookie", "x-access-key", "Set-Cookie", "auth-token"})
    void secretHeadersAreNotShown(String name) {
        Workload workload = plan(flags("--header " + name + "=Bearer canary", "--header source=test"));
        assertThat(workload.onlyStream().records().headers()).containsEntry(name, "Bearer canary");
        assertThat(workload.effective().toString()).doesNotContain("canary").contains("source=test");
    }

    @Test
    void aHeaderFileIsNotShownAtAll() throws IOException {
        Path file = Files.writeString(directory.resolve("headers"), "# who we are\n\nwho=canary\n");
        Workload workload = plan(flags("--header-file " + file, "--header source=test"));
        assertThat(workload.onlyStream().records().headers())
                .containsExactly(Map.entry("who", "canary"), Map.entry("source", "test"));
        assertThat(workload.effective().toString()).doesNotContain("canary").contains("headerFile=" + file);
        Files.writeString(file, "who=x\nnovalue\n");
        assertThat(refusal("--header-file " + file)).isEqualTo(file + ":2: must be NAME=VALUE");
    }

    /** At a rate batches leave nearly empty, and each takes a whole one of the buffer. */
    @Test
    void theBufferFitsTheBatchesThatAreUnderWayAtARate() {
        assertThat(bufferOf("--rate 20k")).isEqualTo(new DataSize(32 << 20));
        assertThat(bufferOf("--rate 20k", "--key customer", "--partitions 32")).isEqualTo(new DataSize(32 << 20));
        assertThat(bufferOf("--rate 20k", "--key customer", "--partitions 32", "--profile throughput"))
                .isEqualTo(new DataSize(84 << 20));
        assertThat(bufferOf("--rate 20k", "--sender direct", "--profile throughput"))
                .isEqualTo(bufferOf("--sender direct"));
    }

    private static DataSize bufferOf(String... flags) {
        return plan(flags(flags)).onlyStream().sender().batch().bufferMemory();
    }

    /** At a rate throughput is what was asked; only a closed loop shows when it is steady. */
    @Test
    void theWarmupLastsUntilThroughputIsSteadyWhereItCanBeSeen() {
        Warmup twoSeconds = Warmup.of(Duration.ofSeconds(2));
        assertThat(plan(flags("--rate 5k")).onlyStream().extent().warmup()).isEqualTo(twoSeconds);
        assertThat(plan(flags("--rate 5k", "--warmup auto"))
                        .onlyStream()
                        .extent()
                        .warmup())
                .isEqualTo(twoSeconds);
        assertThat(plan(flags("--records 5m", "--warmup auto"))
                        .onlyStream()
                        .extent()
                        .warmup())
                .isEqualTo(Warmup.AUTO);
        assertThat(plan(flags("--warmup 7s")).onlyStream().extent().warmup())
                .isEqualTo(Warmup.of(Duration.ofSeconds(7)));
        assertThat(plan(flags()).effective().get("load")).asString().contains("warmup=auto");
        assertThat(refusal("--warmup often"))
                .isEqualTo("--warmup: is not a duration: 'often'; write 25ms, 10s, 5m or 1h; or auto");
    }

    /** The defaults of Kafka 4's producer, each of them; ProducerSettingsTest compares them with the client's own. */
    @Test
    void aProfileIsASetOfDefaults() {
        SenderPlan kafka = plan(flags("--rate 1k")).onlyStream().sender();
        assertThat(kafka.profile()).isEqualTo(Profile.KAFKA);
        assertThat(kafka.acks()).isEqualTo("all");
        assertThat(kafka.idempotence()).isTrue();
        assertThat(kafka.batch())
                .isEqualTo(new SenderPlan.Batch(
                        new DataSize(16 << 10), false, Duration.ofMillis(5), new DataSize(32 << 20)));
        SenderPlan most = plan(flags()).onlyStream().sender();
        assertThat(most.profile()).isEqualTo(Profile.THROUGHPUT);
        assertThat(most.acks()).isEqualTo("1");
        assertThat(plan(flags("--profile latency"))
                        .onlyStream()
                        .sender()
                        .batch()
                        .linger())
                .isZero();
        assertThat(plan(flags("--profile kafka", "--acks 1", "--linger 7ms"))
                        .effective()
                        .get("sender")
                        .toString())
                .contains("profile=kafka", "acks=1", "linger=7ms", "batchSize=16KiB", "idempotence=false");
        assertThat(plan(flags("--rate 1k", "--max-in-flight 8"))
                        .onlyStream()
                        .sender()
                        .idempotence())
                .isFalse();
        assertThat(refusal("--profile speed")).contains("--profile: must be one of kafka, throughput, latency");
    }

    @Test
    void recordsMeanNoWarmup() {
        Workload workload = plan(flags("--records 5m"));
        assertThat(workload.onlyStream().extent().records()).contains(5_000_000L);
        assertThat(workload.onlyStream().extent().warmup()).isEqualTo(Warmup.of(Duration.ZERO));
        assertThat(workload.onlyStream().extent().duration()).isEmpty();
    }

    @Test
    void theBufferHoldsSixteenBatches() {
        assertThat(plan(flags()).onlyStream().sender().batch().bufferMemory().toString())
                .isEqualTo("4MiB");
        assertThat(plan(flags("--batch-size 16MiB"))
                        .onlyStream()
                        .sender()
                        .batch()
                        .bufferMemory()
                        .toString())
                .isEqualTo("256MiB");
        assertThat(plan(flags("--batch-size 1KiB"))
                        .onlyStream()
                        .sender()
                        .batch()
                        .bufferMemory()
                        .toString())
                .isEqualTo("1MiB");
        assertThat(plan(flags("--buffer-memory 64MiB")).effective().toString()).contains("bufferMemory=64MiB");
    }

    @Test
    void acksAllMeansIdempotence() {
        assertThat(plan(flags("--acks all")).onlyStream().sender().idempotence())
                .isTrue();
        assertThat(plan(flags("--acks 1")).onlyStream().sender().idempotence()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate 0 | --rate: must be positive, got 0",
                "--rate -5 | --rate: must be positive, got -5",
                "--rate NaN | --rate: is not a rate: 'NaN'",
                "--rate 999999999999999m | --rate: must be above 0 and at most",
                "--duration 10 | has no unit",
                "--duration 0s | must be longer than nothing",
                "--batch-size 10mb | is ambiguous",
                "--acks 2 | --acks: must be one of 0, 1, all, got '2'",
                "--compression lz5 | did you mean 'lz4'?",
                "--replication-factor 3 | 3 replicas need 3 brokers, the local cluster has 1; add --brokers 3",
                "--brokers 9 | --brokers: must be 1 to 8, got 9",
                "--topic a/b | not a legal topic name",
                "--topic .. | not a legal topic name",
                "--topic __consumer_offsets | internal topics",
                "--bootstrap-server localhost | must be host:port",
                "--bootstrap-server localhost:99999 | must be 1 to 65535",
                "--template readin | there are reading, order, payment, clickstream, "
                        + "sensor, tweet; did you mean 'reading'?",
                "--max-in-flight 0 | --max-in-flight: must be 1 to",
                "--arrivals poisson | poisson needs a rate",
                "--stages 10k | must be rate:duration",
                "--threshold latency.respone.p99Millis<50 | did you mean 'latency.response.p99Millis'?",
                "--threshold throughput.recordsPerSecond | is not a threshold",
                "--producer-property lingerms=5 | unknown setting 'lingerms'",
                "--producer-property known | must be name=value",
                "--records 1.5 | must be a whole number",
                "--records 0 | must be positive",
                "--workers 0 | --workers: must be 1 to 512",
                "--pool -1 | --pool: must be 0 to",
                "--outstanding 0 | --outstanding: must be 1 to",
                "--seed x | --seed",
                "--spin true | needs a rate",
                "--sender Direkt! | --sender: must be producer, direct or the name of a plugin, got",
                "--gateway a:1 | --gateway: needs a sender that has one; add --sender grpc",
                "--buffer-memory 1KiB | must hold at least one batch",
                "--name a b | must be 1 to 80",
                "--schema none.avsc | "
            })
    void refusesASingleSetting(String flag, String message) {
        if (message == null) {
            assertThat(plan(flags(flag)).onlyStream().records().schema()).isPresent();
        } else {
            assertThat(refusal(flag)).contains(message);
        }
    }

    @Test
    void onlyTheProducerCanWaitForEachRecordOrEncodeIt() {
        assertThat(refusal("--sender direct", "--outstanding 1", "--pool 0").lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("--outstanding: works with --sender producer only"),
                        line -> assertThat(line).startsWith("--pool: must be positive with --sender direct"));
        assertThat(refusal("--frozen true", "--pool 0")).contains("there would be nothing to repeat");
        assertThat(plan(flags("--outstanding 1", "--pool 0"))
                        .onlyStream()
                        .sender()
                        .outstanding())
                .contains(1);
    }

    @Test
    void atARateWorkersMaySpin() {
        assertThat(plan(flags("--spin true", "--rate 10k"))
                        .onlyStream()
                        .sender()
                        .spin())
                .isTrue();
        assertThat(plan(flags("--rate 10k")).onlyStream().sender().spin()).isFalse();
    }

    @Test
    void onlyTheDirectSenderFindsTheSizeOfItsBatches() {
        assertThat(refusal("--batch-size auto")).contains("--batch-size: auto works with --sender direct only");
        Workload workload = plan(flags("--batch-size auto", "--sender direct"));
        assertThat(workload.onlyStream().sender().batch().adaptive()).isTrue();
        assertThat(workload.onlyStream().sender().batch().size().toString()).isEqualTo("1MiB");
        assertThat(workload.effective().get("sender").toString()).contains("batchSize=auto");
        assertThat(plan(flags("--sender direct")).onlyStream().sender().batch().adaptive())
                .isFalse();
    }

    @Test
    void refusesContradictions() {
        assertThat(refusal("--records 5", "--duration 5s")).contains("--duration: contradicts --records");
        assertThat(refusal("--rate 5k", "--stages 5k:1s")).contains("contradicts");
        assertThat(refusal("--bootstrap-server a:1", "--brokers 2")).contains("contradicts");
        assertThat(refusal("--acks 1", "--idempotence true")).contains("needs acks=all");
        assertThat(refusal("--acks all", "--max-in-flight 6")).contains("at most 5 with idempotence");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(refusal("--rate 0", "--acks 2", "--topic a/b", "--duration 5")
                        .lines())
                .hasSize(4);
    }

    @Test
    void flagsWinOverTheFileAlsoWhereTheyExcludeEachOther() throws IOException {
        Workload workload = planFile("""
                target: {topic: fromfile, partitions: 8}
                load: {rate: 5k, records: 100}
                """, "--topic fromflag", "--duration 3s", "--rate 7k");
        assertThat(workload.onlyStream().topic().name()).isEqualTo("fromflag");
        assertThat(workload.onlyStream().topic().partitions()).isEqualTo(8);
        assertThat(workload.onlyStream().extent().records()).isEmpty();
        assertThat(workload.onlyStream().extent().duration()).contains(Duration.ofSeconds(3));
    }

    @Test
    void theEffectiveWorkloadGivesTheSameRunAgain() throws IOException {
        Workload first = plan(flags(
                "--rate 5k",
                "--records 100k",
                "--acks all",
                "--compression lz4",
                "--seed 9",
                "--threshold totals.failed<1",
                "--producer-property known.a=b"));
        String yaml = new YAMLMapper().writeValueAsString(first.effective());
        Workload second = planFile(yaml);
        assertThat(second.effective()).isEqualTo(first.effective());
        assertThat(second.onlyStream().sender()).isEqualTo(first.onlyStream().sender());
        assertThat(second.onlyStream().load()).isEqualTo(first.onlyStream().load());
        assertThat(second.thresholds()).isEqualTo(first.thresholds());
    }

    @Test
    void secretsAreMaskedInTheEffectiveWorkload() {
        Workload workload = plan(flags(
                "--producer-property known.ssl.keystore.password=hush",
                "--producer-property known.sasl.jaas.config=hush"));
        assertThat(workload.effective().toString()).doesNotContain("hush").contains("********");
        assertThat(workload.toString()).doesNotContain("hush");
        assertThat(workload.onlyStream().sender().properties()).containsValue("hush");
    }

    @Test
    void aRunMayHaveNoEnd() throws IOException {
        Workload endless = plan(flags("--duration endless", "--rate 5k"));
        assertThat(endless.endless()).isTrue();
        assertThat(planFile(new YAMLMapper().writeValueAsString(endless.effective()))
                        .streams())
                .isEqualTo(endless.streams());
        assertThat(plan(flags("--records 5")).endless()).isFalse();
        assertThat(refusal("--duration soon")).endsWith("write 25ms, 10s, 5m or 1h; or endless");
    }

    @Test
    void aProblemOfAFileHasItsPlace() {
        InvalidInput invalid =
                catchThrowableOfType(InvalidInput.class, () -> planFile("sender:\n  properties: {x: 1}\n"));
        assertThat(invalid.getMessage()).endsWith("w.yaml:2:19 sender.properties: unknown setting 'x'");
    }
}
