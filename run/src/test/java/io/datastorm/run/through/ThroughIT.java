package io.datastorm.run.through;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.report.HtmlReporter;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.relay.Guarantee;
import io.datastorm.run.DataStorm;
import io.datastorm.run.Run;
import io.datastorm.run.RunPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications that read what a run sends and write to another topic, and what the run says of them. */
final class ThroughIT {
    private static final int RECORDS = 20_000;
    private static final int PARTITIONS = 3;

    /** The stamp's field may be null, and the record around it, too. */
    private static final String PAYMENT = """
            {"type": "record", "name": "Payment", "fields": [
              {"name": "note", "type": "string"},
              {"name": "amount", "type": "long"},
              {"name": "meta", "default": null, "type": ["null", {"type": "record", "name": "Meta", "fields": [
                {"name": "trace", "type": ["null", "string"], "default": null}]}]}]}
            """;

    private static final Pattern STAMP = Pattern.compile("ds1-[A-Za-z0-9_-]{40}");

    private static LocalCluster cluster;
    private static DataStorm storm;
    private static Admin admin;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        storm = DataStorm.connect(cluster.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        storm.close();
        cluster.close();
    }

    private static void topics(String... names) throws Exception {
        admin.createTopics(Stream.of(names)
                        .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                        .toList())
                .all()
                .get();
    }

    private static RunPlan.Builder plan(String from, String to) {
        return RunPlan.produce(from)
                .partitions(PARTITIONS)
                .records(RECORDS)
                .workers(2)
                .allowExisting()
                .verify()
                .set(CheckOptions.THROUGH, to)
                .set(CheckOptions.THROUGH_TIMEOUT, "45s");
    }

    private static ThroughResult through(RunResult result) {
        assertThat(result.verification().through()).hasSize(1);
        return result.verification().through().get(0);
    }

    @Test
    void whatAnExactlyOnceApplicationWritesIsThereOnce() throws Exception {
        topics("a-once", "b-once");
        try (Application relay = Application.relay(cluster, "a-once", "b-once", Guarantee.EXACTLY_ONCE)) {
            RunResult result = storm.run(plan("a-once", "b-once")
                    .set(SenderOptions.TRANSACTIONS, "100")
                    .set(SenderOptions.ABORT_RATE, "20%")
                    .build());
            relay.requireAlive();
            ThroughResult through = through(result);
            assertThat(through.verdict()).as("%s", through).isEqualTo("CLEAN");
            assertThat(result.verification().clean()).as("%s", through).isTrue();
            assertThat(through.records()).isEqualTo(result.transactions().committedRecords());
            assertThat(through.distinct()).isEqualTo(through.records()).isLessThan(RECORDS);
            assertThat(through.unchanged()).isEqualTo(through.records());
            assertThat(through.endToEnd().count()).isEqualTo(through.records());
            assertThat(through.endToEnd().p50Millis()).isPositive();
            assertThat(new TextReporter().lines(result)).anyMatch(line -> line.contains("through b-once: CLEAN"));
            assertThat(page(result)).contains("Through your application", "b-once");
        }
    }

    private static String page(RunResult result) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new HtmlReporter().write(result, page);
        return page.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anApplicationThatReadsAbortedRecordsWritesUncommittedOnes() throws Exception {
        topics("a-uncommitted", "b-uncommitted");
        try (Application relay = Application.uncommitted(cluster, "a-uncommitted", "b-uncommitted")) {
            RunResult result = storm.run(plan("a-uncommitted", "b-uncommitted")
                    .set(SenderOptions.TRANSACTIONS, "100")
                    .set(SenderOptions.ABORT_RATE, "20%")
                    .build());
            relay.requireAlive();
            ThroughResult through = through(result);
            assertThat(through.uncommitted())
                    .isEqualTo(RECORDS - result.transactions().committedRecords());
            assertThat(result.verification().broken()).isTrue();
        }
    }

    /** Others have headers of their own, before and behind ours; one changes values, too. */
    @Test
    void headersOfOthersAreNoHindrance() throws Exception {
        topics("a-headers", "b-headers");
        try (Application app = Application.of(cluster, "a-headers", "b-headers", record -> {
            RecordHeaders headers = new RecordHeaders();
            headers.add("trace", new byte[24]);
            record.headers().forEach(headers::add);
            headers.add("ds2", new byte[24]).add("seen", null).add("", new byte[0]);
            return List.of(new ProducerRecord<>("b-headers", null, record.key(), new byte[] {1}, headers));
        })) {
            RunResult result = storm.run(plan("a-headers", "b-headers").build());
            app.requireAlive();
            ThroughResult through = through(result);
            assertThat(through.verdict()).as("%s", through).isEqualTo("CLEAN");
            assertThat(through.records()).isEqualTo(RECORDS);
            assertThat(through.unchanged()).isZero();
            assertThat(through.endToEnd().count()).isEqualTo(RECORDS);
        }
    }

    /** It writes values of its own with the field of ours, not always at the same place. */
    @ParameterizedTest
    @CsvSource({"producer, protobuf", "direct, avro"})
    void anApplicationThatKeepsAFieldOfTheValueIsJudgedByIt(String sender, String format) throws Exception {
        String from = "a-field-" + sender + "-" + format;
        String to = "b-field-" + sender + "-" + format;
        topics(from, to);
        Path schema = Files.writeString(directory.resolve("payment.avsc"), PAYMENT);
        try (Application app = Application.of(cluster, from, to, record -> {
            String text = new String(record.value(), StandardCharsets.ISO_8859_1);
            String stamp =
                    STAMP.matcher(text).results().findFirst().orElseThrow().group();
            byte[] made = "{\"%s\":1,\"trace\":\"%s\"}"
                    .formatted("n".repeat((int) (record.offset() / 100 % 7)), stamp)
                    .getBytes(StandardCharsets.UTF_8);
            return List.of(new ProducerRecord<>(to, record.partition(), null, made));
        })) {
            RunResult result = storm.run(plan(from, to)
                    .schema(schema)
                    .set(RecordOptions.FORMAT, format)
                    .set(SenderOptions.SENDER, sender)
                    .set(CheckOptions.STAMP_FIELD, "meta.trace")
                    .build());
            app.requireAlive();
            ThroughResult through = through(result);
            assertThat(through.verdict()).as("%s", through).isEqualTo("CLEAN");
            assertThat(result.verification().clean()).as("%s", through).isTrue();
            assertThat(through.records()).isEqualTo(RECORDS);
            assertThat(through.inValue()).isEqualTo(through.records());
            assertThat(through.endToEnd().count()).isEqualTo(through.records());
            assertThat(through.endToEnd().maxMillis()).isBetween(0.1, 60_000.0);
            assertThat(new TextReporter().lines(result))
                    .anyMatch(line -> line.contains("all of them carry their stamp in the value"));
        }
    }

    @Test
    void aFieldThatCannotCarryAStampIsBadInputAndNothingIsSent() throws Exception {
        topics("a-nofield", "b-nofield");
        Path schema = Files.writeString(directory.resolve("payment.avsc"), PAYMENT);
        for (String field : List.of("meta.trail", "amount", "meta")) {
            assertThatThrownBy(() -> storm.run(plan("a-nofield", "b-nofield")
                            .schema(schema)
                            .set(CheckOptions.STAMP_FIELD, field)
                            .build()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("--stamp-field: '" + field + "'");
        }
        assertThatThrownBy(() -> storm.run(plan("a-nofield", "b-nofield")
                        .schema(schema)
                        .key("meta.trace")
                        .set(CheckOptions.STAMP_FIELD, "meta.trace")
                        .build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is the key; name another field");
    }

    @Test
    void whatAFilterLeavesOutIsCounted() throws Exception {
        topics("a-filter", "b-filter");
        try (Application app = Application.of(
                cluster,
                "a-filter",
                "b-filter",
                record -> record.offset() % 4 == 0 ? List.of() : List.of(Application.copy(record, "b-filter")))) {
            RunResult result = storm.run(plan("a-filter", "b-filter")
                    .set(CheckOptions.EXPECT, "filter")
                    .set(CheckOptions.THROUGH_TIMEOUT, "5s")
                    .build());
            app.requireAlive();
            ThroughResult through = through(result);
            assertThat(through.verdict()).as("%s", through).isEqualTo("CLEAN");
            assertThat(through.leftOut()).isBetween(RECORDS / 4L - PARTITIONS, RECORDS / 4L + PARTITIONS);
            assertThat(through.records() + through.leftOut()).isEqualTo(RECORDS);
        }
    }

    /** Each is found where it is, and named. */
    @Test
    void anApplicationWithFaultsIsBroken() throws Exception {
        topics("a-faults", "b-faults");
        try (Application app = Application.of(cluster, "a-faults", "b-faults", record -> switch ((int)
                record.offset()) {
            case 1000 -> List.of();
            case 2000, 2001 -> List.of(Application.copy(record, "b-faults"), Application.copy(record, "b-faults"));
            default -> List.of(Application.copy(record, "b-faults"));
        })) {
            RunResult result = storm.run(plan("a-faults", "b-faults")
                    .set(CheckOptions.THROUGH_TIMEOUT, "5s")
                    .build());
            app.requireAlive();
            ThroughResult through = through(result);
            assertThat(through.verdict()).isEqualTo("BROKEN");
            assertThat(through.lost()).isEqualTo(PARTITIONS);
            assertThat(through.duplicated()).isEqualTo(2 * PARTITIONS);
            assertThat(through.places())
                    .filteredOn(place -> place.what().equals("lost"))
                    .hasSize(PARTITIONS)
                    .allSatisfy(place -> {
                        assertThat(place.topic()).isEqualTo("a-faults");
                        assertThat(place.offset()).isEqualTo(1000);
                        assertThat(place.count()).isEqualTo(1);
                    });
            assertThat(new TextReporter().lines(result))
                    .anyMatch(line -> line.contains("3 lost in b-faults, 6 duplicated in b-faults"));
        }
    }

    /** Nobody waits for the end of an hour. */
    @Tag("matrix")
    @Test
    void anApplicationThatDropsHeadersEndsTheRun() throws Exception {
        topics("a-dropped", "b-dropped");
        try (Application app = Application.of(
                cluster,
                "a-dropped",
                "b-dropped",
                record -> List.of(new ProducerRecord<>("b-dropped", record.key(), record.value())))) {
            Run run = new Run(
                    RunPlan.produce("a-dropped")
                            .partitions(PARTITIONS)
                            .allowExisting()
                            .verify()
                            .rate(20_000)
                            .duration(Duration.ofHours(1))
                            .set(CheckOptions.THROUGH, "b-dropped")
                            .build()
                            .on(cluster.bootstrapServers(), Map.of()),
                    List.of());
            RunResult result = run.execute(directory);
            app.requireAlive();
            assertThat(run.stopped().orElseThrow().reason()).isEqualTo(StopSignal.Reason.IMPOSSIBLE);
            assertThat(run.stopped().orElseThrow().message())
                    .matches("--through: none of the [0-9,]+ records of b-dropped carries a stamp: .*");
            assertThat(through(result).verdict()).isEqualTo("INCOMPLETE");
        }
    }

    @Test
    void anApplicationThatDoesNothingHasLostEverything() throws Exception {
        topics("a-nothing", "b-nothing");
        RunResult result = storm.run(plan("a-nothing", "b-nothing")
                .set(CheckOptions.THROUGH_TIMEOUT, "1s")
                .build());
        assertThat(through(result).lost()).isEqualTo(RECORDS);
        assertThat(result.verification().broken()).isTrue();
    }

    @Test
    void aTopicThatIsNotThereIsBadInputAndNothingIsSent() throws Exception {
        topics("a-missing");
        assertThatThrownBy(() -> storm.run(plan("a-missing", "b-missing").build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--through")
                .hasMessageContaining("there is no topic 'b-missing'");
        assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(Set.of("b-missing"));
    }
}
