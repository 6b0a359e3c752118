package io.datastorm.run.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.jsonschema.JsonSchemaKafkaDeserializer;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.infer.KeyProfile;
import io.datastorm.generator.infer.SchemaInference;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.kafka.registry.RegistryProperties;
import io.datastorm.kafka.registry.SchemaRegistry;
import io.datastorm.kafka.sample.TopicSample;
import io.datastorm.kafka.sample.ValueDecoder;
import io.datastorm.run.DataStorm;
import io.datastorm.run.Run;
import io.datastorm.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registered schemas on a real registry, read back by Apicurio's own deserializers. */
final class RegistryIT {
    private static final int RECORDS = RegistryCluster.RECORDS;
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static RegistryCluster fixture;
    private static LocalRegistry registry;
    private static DataStorm storm;

    @BeforeAll
    static void start() throws Exception {
        fixture = RegistryCluster.start(directory);
        registry = fixture.registry();
        storm = fixture.storm();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "direct"})
    void avroIsReadByOthers(String sender) throws Exception {
        String topic = "avro-" + sender;
        RunResult result = storm.run(fixture.plan(topic, "avro-registry")
                .set(SenderOptions.SENDER, sender)
                .template("order")
                .key("customer")
                .set(RecordOptions.KEY_FORMAT, "avro-registry")
                .verify()
                .build());
        assertThat(result.verification().clean()).isTrue();
        List<ConsumerRecord<Object, GenericRecord>> read =
                fixture.read(topic, new AvroKafkaDeserializer<>(), new AvroKafkaDeserializer<>());
        assertThat(read).hasSize(RECORDS).allSatisfy(record -> assertThat(
                        record.key().toString())
                .isEqualTo(record.value().get("customer").toString()));
        // Other records than those of the pool: what is stamped is stamped behind the header.
        assertThat(read.stream().map(record -> record.value().get("id")).distinct())
                .hasSize(RECORDS);
        assertThat(registry.get("/subjects")).contains("\"" + topic + "-key\"", "\"" + topic + "-value\"");
        assertThat(registry.get("/subjects/" + topic + "-value/versions/latest"))
                .doesNotContain("datastorm\\\"", "arg.properties");
    }

    /** Equal keys have equal bytes, those that any program writes. */
    @ParameterizedTest
    @ValueSource(strings = {"producer", "direct"})
    void keysHaveASchemaOfTheirOwn(String sender) throws Exception {
        String schema = """
                {"type": "record", "name": "CustomerKey", "fields": [
                  {"name": "customer", "type": "long", "datastorm": {"sequence": {"start": 1}}},
                  {"name": "region", "type": {"type": "enum", "name": "Region", "symbols": ["EU", "US"]}}]}
                """;
        String topic = "key-schema-" + sender;
        Path file = Files.writeString(directory.resolve("key.avsc"), schema);
        RunResult result = storm.run(fixture.plan(topic, "avro-registry")
                .set(SenderOptions.SENDER, sender)
                .set(RecordOptions.KEYS, "uniform:60")
                .set(RecordOptions.KEY_SCHEMA, file.toString())
                .set(RecordOptions.KEY_FORMAT, "avro-registry")
                .verify()
                .build());
        assertThat(result.verification().clean()).isTrue();
        List<ConsumerRecord<GenericRecord, GenericRecord>> read =
                fixture.read(topic, new AvroKafkaDeserializer<>(), new AvroKafkaDeserializer<>());
        assertThat(read).hasSize(RECORDS).allSatisfy(record -> assertThat(
                        (Long) record.key().get("customer"))
                .isBetween(1L, 60L));
        // The magic byte, the id, one byte for the number, one for the region.
        assertThat(read)
                .allSatisfy(record -> assertThat(record.serializedKeySize()).isEqualTo(7));
        assertThat(read.stream().map(ConsumerRecord::key).distinct()).hasSize(60);
        assertThat(registry.get("/subjects/" + topic + "-key/versions/latest")).contains("CustomerKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "tweet", "clickstream", "quickstart/purchases"})
    void jsonIsValidByItsRegisteredSchema(String template) throws Exception {
        String topic = "json-" + template.replace('/', '-');
        storm.run(fixture.plan(topic, "json-registry").template(template).build());
        List<ConsumerRecord<String, JsonNode>> read =
                fixture.read(topic, new StringDeserializer(), new JsonSchemaKafkaDeserializer<>());
        assertThat(read)
                .hasSize(RECORDS)
                .allSatisfy(record -> assertThat(record.value().isObject()).isTrue());
        assertThat(registry.get("/subjects/" + topic + "-value/versions/latest"))
                .contains("\"schemaType\":\"JSON\"");
    }

    /** Twice into the same topics: what the agents of the second run send joins what the first one has sent. */
    @Test
    @Tag("matrix")
    void theTopicsOfTheShopCanBeJoined() throws Exception {
        Settings flags = new Settings();
        flags.flag(ClusterOptions.BOOTSTRAP_SERVER, fixture.cluster().bootstrapServers());
        flags.flag(ClusterOptions.SCHEMA_REGISTRY, registry.url());
        flags.flag(RecordOptions.FORMAT, "avro-registry");
        flags.flag(LoadOptions.DURATION, "1s");
        flags.flag(LoadOptions.WARMUP, "0s");
        flags.flag(CheckOptions.VERIFY, "after");
        shop(flags, "first");
        ShopTopics.read(fixture).requireStoredBefore();
        flags.flag(SenderOptions.SENDER, "direct");
        flags.flag(AgentOptions.AGENTS, "2");
        shop(flags, "second");
        ShopTopics.read(fixture).requireJoined();
    }

    private static void shop(Settings flags, String name) throws Exception {
        Path file = Path.of("..", "workloads", "shop.yaml");
        Workload workload = new Planner(new ProducerRules(), 2).plan(flags, Optional.of(file));
        RunResult result = new Run(workload, List.of()).execute(Files.createDirectory(directory.resolve(name)));
        assertThat(result.verification().clean()).isTrue();
    }

    @Test
    void subjectsAreNamedAsAsked() throws Exception {
        storm.run(fixture.plan("strategy", "avro-registry")
                .set(RecordOptions.SUBJECT_STRATEGY, "record")
                .build());
        storm.run(fixture.plan("strategy", "avro-registry")
                .set(RecordOptions.SUBJECT_STRATEGY, "topic-record")
                .build());
        assertThat(registry.get("/subjects"))
                .contains("\"io.datastorm.template.DataRecord\"", "\"strategy-io.datastorm.template.DataRecord\"")
                .doesNotContain("\"strategy-value\"");
    }

    private static void refused(String what, UnaryOperator<RunPlan.Builder> change) {
        RunPlan plan = change.apply(fixture.plan("refused", "avro-registry")).build();
        assertThatThrownBy(() -> storm.run(plan))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("schema registry http")
                .hasMessageContaining(what);
    }

    @Test
    void whatTheRegistryRefusesIsSaid() throws Exception {
        refused(
                "does not have the schema under subject refused-value",
                plan -> plan.set(RecordOptions.REGISTER_SCHEMAS, "false"));
        refused(
                "has no registry at this path (404)",
                plan -> plan.set(ClusterOptions.SCHEMA_REGISTRY, registry.url().replace("/ccompat/v7", "/nothing")));
        refused("cannot be reached", plan -> plan.set(ClusterOptions.SCHEMA_REGISTRY, "http://127.0.0.1:1"));
        registry.requireCompatibility();
        storm.run(fixture.plan("refused", "avro-registry").build());
        refused("calls the schema incompatible with those of subject refused-value", plan -> plan.template("order"));
    }

    /** The coordinator asks: agents need not reach the registry. */
    @Tag("matrix")
    @Test
    void agentsHaveTheIdsOfTheCoordinator() throws Exception {
        RunResult result = storm.run(fixture.plan("agents", "avro-registry")
                .set(AgentOptions.AGENTS, "2")
                .key("id")
                .set(RecordOptions.KEY_FORMAT, "avro-registry")
                .verify()
                .build());
        assertThat(result.verification().clean()).isTrue();
        assertThat(fixture.read("agents", new AvroKafkaDeserializer<>(), new AvroKafkaDeserializer<>()))
                .hasSize(RECORDS)
                .allSatisfy(record -> assertThat(record.key()).isInstanceOf(Integer.class));
    }

    private static Schema inferred(String topic, KeyProfile keys) {
        ValueDecoder decoder = new ValueDecoder(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SchemaRegistry(List.of(URI.create(registry.url())), new RegistryProperties(Map.of()))));
        TopicSample sample = new TopicSample(fixture.cluster().bootstrapServers(), Map.of());
        String made = SchemaInference.of(topic, topic, records -> {
            sample.read(topic, RECORDS, record -> {
                try {
                    Map<?, ?> value = (Map<?, ?>) decoder.decode(record.value());
                    keys.add(record.key(), value);
                    records.accept(value);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return decoder.lastSchema();
        });
        return new Schema.Parser().parse(made);
    }

    /** Whatever its format: what is in it becomes a schema with rules, and options for its keys. */
    @ParameterizedTest
    @ValueSource(strings = {"avro-registry", "json-registry", "json"})
    void aTopicTellsItsSchema(String format) {
        String topic = "infer_" + format.replace('-', '_');
        RunPlan.Builder plan =
                RunPlan.produce(topic).records(RECORDS).partitions(2).set(RecordOptions.FORMAT, format);
        if (!format.equals("json")) {
            plan.set(ClusterOptions.SCHEMA_REGISTRY, registry.url());
        }
        storm.run(plan.template("order").set(RecordOptions.KEYS, "zipf:50:1").build());
        KeyProfile keys = new KeyProfile();
        Schema schema = inferred(topic, keys);
        assertThat(keys.told())
                .contains("keys: 50 different ones in 3,000 records")
                .containsPattern("zipf:50:(0.9|1.0)");
        assertThat(schema.getField("currency").getObjectProp("datastorm").toString())
                .contains("oneOf", "EUR");
        // What Avro says of it stays.
        assertThat(schema.getField("placedAt").schema().getLogicalType() != null)
                .isEqualTo(format.startsWith("avro"));
        assertThat(schema.getField("lines").schema().getType()).isEqualTo(Schema.Type.ARRAY);
    }

    /** A registry of several instances answers if one of them does. */
    @Test
    void theFirstThatAnswersIsAsked() {
        storm.run(fixture.plan("several", "avro-registry")
                .set(ClusterOptions.SCHEMA_REGISTRY, "http://127.0.0.1:1," + registry.url())
                .build());
        storm.run(fixture.plan("several", "avro-registry")
                .set(RecordOptions.REGISTER_SCHEMAS, "false")
                .build());
    }

    private static Path properties(String... lines) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "client", ".properties"), String.join("\n", lines));
    }

    @Test
    void whoOneIsStandsInAFile() throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString("loader:secret".getBytes(StandardCharsets.UTF_8));
        try (GuardedRegistry guarded = GuardedRegistry.of(registry, basic)) {
            refused("refuses access (401)", plan -> plan.set(ClusterOptions.SCHEMA_REGISTRY, guarded.url()));
            Path user = properties(
                    "basic.auth.credentials.source=USER_INFO", "schema.registry.basic.auth.user.info=loader:secret");
            storm.run(fixture.plan("basic", "avro-registry")
                    .set(ClusterOptions.SCHEMA_REGISTRY, guarded.url())
                    .set(ClusterOptions.COMMAND_CONFIG, user.toString())
                    .build());
        }
        Path token = Files.writeString(directory.resolve("token"), "value=12345\n");
        try (GuardedRegistry guarded = GuardedRegistry.of(registry, "Bearer 12345")) {
            Path reference = properties(
                    "schema.registry.url=" + guarded.url(),
                    "config.providers=file",
                    "config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider",
                    "bearer.auth.token=${file:%s:value}".formatted(token));
            storm.run(RunPlan.produce("bearer")
                    .records(RECORDS)
                    .set(RecordOptions.FORMAT, "avro-registry")
                    .set(ClusterOptions.COMMAND_CONFIG, reference.toString())
                    .build());
        }
        assertThat(registry.get("/subjects")).contains("\"basic-value\"", "\"bearer-value\"");
    }

    @Test
    void itsCertificateMustBeTrusted() throws Exception {
        Path keys = directory.resolve("registry.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        try (GuardedRegistry guarded = GuardedRegistry.of(registry, "Bearer tls", keys, PASSWORD)) {
            refused("TLS failed", plan -> plan.set(ClusterOptions.SCHEMA_REGISTRY, guarded.url()));
            Path trusting = properties(
                    "bearer.auth.token=tls",
                    "schema.registry.ssl.truststore.location=" + keys,
                    "schema.registry.ssl.truststore.type=PKCS12",
                    "schema.registry.ssl.truststore.password=" + PASSWORD);
            storm.run(fixture.plan("tls", "avro-registry")
                    .set(ClusterOptions.SCHEMA_REGISTRY, guarded.url())
                    .set(ClusterOptions.COMMAND_CONFIG, trusting.toString())
                    .build());
        }
        assertThat(registry.get("/subjects")).contains("\"tls-value\"");
    }
}
