package io.datastorm.core.workload.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatagenConnectorTest {
    @TempDir
    private Path folder;

    private final List<Problem> problems = new ArrayList<>();

    private ImportedSettings connector(String json) throws IOException {
        return DatagenConnector.read(Files.writeString(folder.resolve("connector.json"), json), problems);
    }

    private static String text(ImportedSettings connector, Option<?> option) {
        return connector.settings().one(option).map(Given::text).orElse("");
    }

    /** As the connector's own documentation shows it. */
    @Test
    void whatItSaysBecomesSettings() throws IOException {
        ImportedSettings users = connector("""
                {"name": "datagen-users", "config": {
                  "connector.class": "io.confluent.kafka.connect.datagen.DatagenConnector",
                  "kafka.topic": "users", "quickstart": "users",
                  "key.converter": "org.apache.kafka.connect.storage.StringConverter",
                  "value.converter": "org.apache.kafka.connect.json.JsonConverter",
                  "value.converter.schemas.enable": "false",
                  "max.interval": 1000, "iterations": 10000000, "tasks.max": "2"}}""");
        assertThat(problems).isEmpty();
        assertThat(text(users, OutputOptions.NAME)).isEqualTo("datagen-users");
        assertThat(text(users, TopicOptions.TOPIC)).isEqualTo("users");
        assertThat(text(users, RecordOptions.TEMPLATE)).isEqualTo("quickstart/users");
        assertThat(text(users, RecordOptions.KEY)).isEqualTo("userid");
        assertThat(text(users, LoadOptions.RATE)).isEqualTo("4");
        assertThat(text(users, LoadOptions.RECORDS)).isEqualTo("20000000");
        assertThat(text(users, SenderOptions.WORKERS)).isEqualTo("2");
        assertThat(text(users, RecordOptions.FORMAT)).isEqualTo("json");
        assertThat(users.notes()).isEmpty();
    }

    @Test
    void whatIsNotUsedIsSaid() throws IOException {
        ImportedSettings users = connector("""
                {"kafka.topic": "users", "quickstart": "users", "errors.tolerance": "all",
                  "value.converter": "com.acme.OwnConverter"}""");
        assertThat(problems).isEmpty();
        assertThat(text(users, RecordOptions.FORMAT)).isEmpty();
        assertThat(users.notes())
                .hasSize(2)
                .anyMatch(note -> note.endsWith("errors.tolerance is not used: it is a matter of Kafka Connect"))
                .anyMatch(note -> note.contains("value.converter is not used: there is no format for it"));
    }

    @Test
    void convertersAreFormats() throws IOException {
        ImportedSettings users = connector("""
                {"kafka.topic": "users", "quickstart": "users",
                  "key.converter": "io.confluent.connect.avro.AvroConverter",
                  "key.converter.schema.registry.url": "http://registry:8081",
                  "value.converter": "io.confluent.connect.json.JsonSchemaConverter",
                  "value.converter.schema.registry.url": "http://registry:8081"}""");
        assertThat(problems).isEmpty();
        assertThat(text(users, RecordOptions.FORMAT)).isEqualTo("json-registry");
        assertThat(text(users, RecordOptions.KEY_FORMAT)).isEqualTo("avro-registry");
        assertThat(text(users, ClusterOptions.SCHEMA_REGISTRY)).isEqualTo("http://registry:8081");
        assertThat(users.notes()).isEmpty();
        // A key is a single value, and no message.
        ImportedSettings messages = connector("""
                {"kafka.topic": "users", "quickstart": "users",
                  "key.converter": "io.confluent.connect.protobuf.ProtobufConverter",
                  "value.converter": "io.confluent.connect.protobuf.ProtobufConverter"}""");
        assertThat(text(messages, RecordOptions.FORMAT)).isEqualTo("protobuf-registry");
        assertThat(messages.settings().one(RecordOptions.KEY_FORMAT)).isEmpty();
        assertThat(messages.notes()).singleElement().asString().contains("key.converter");
    }

    /** Its key is a field of its schema. */
    @Test
    void otherValuesHaveNotItsKey() throws IOException {
        ImportedSettings users = connector("{\"kafka.topic\": \"users\", \"quickstart\": \"users\"}");
        Settings flags = new Settings();
        flags.flag(RecordOptions.RECORD_SIZE, "1KiB");
        assertThat(users.under(flags, new Settings()).one(RecordOptions.KEY)).isEmpty();
        assertThat(users.under(flags, new Settings()).one(TopicOptions.TOPIC)).isPresent();
        assertThat(users.under(new Settings(), new Settings()).one(RecordOptions.KEY))
                .isPresent();
    }

    @Test
    void withoutMoreItIsEndlessAndSlow() throws IOException {
        Files.writeString(folder.resolve("own.avro"), "{}");
        ImportedSettings own = connector("""
                {"kafka.topic": "t", "schema.filename": "own.avro", "schema.keyfield": "id", "random.seed": 7}""");
        assertThat(problems).isEmpty();
        assertThat(text(own, RecordOptions.SCHEMA))
                .isEqualTo(folder.resolve("own.avro").toString());
        assertThat(text(own, RecordOptions.KEY)).isEqualTo("id");
        assertThat(text(own, RecordOptions.SEED)).isEqualTo("7");
        assertThat(text(own, LoadOptions.RATE)).isEqualTo("4");
        assertThat(text(own, LoadOptions.DURATION)).isEqualTo("endless");
        assertThat(own.notes()).isEmpty();
    }

    @Test
    void aSchemaMayStandInIt() throws IOException {
        ImportedSettings inline = connector("""
                {"kafka.topic": "t", "schema.string": "{\\"type\\": \\"long\\"}", "max.interval": "0"}""");
        assertThat(problems).isEmpty();
        assertThat(text(inline, RecordOptions.SCHEMA)).isEqualTo("{\"type\": \"long\"}");
        assertThat(text(inline, LoadOptions.RATE)).isEqualTo("max");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"kafka.topic\":\"t\"} | exactly one of schema.string, schema.filename and quickstart is needed",
                "{\"kafka.topic\":\"t\",\"quickstart\":\"users\",\"schema.string\":\"{}\"} | is needed, got 2",
                "{\"kafka.topic\":\"t\",\"quickstart\":\"pageview\"} | did you mean 'pageviews'?",
                "{\"quickstart\":\"users\"} | kafka.topic: is missing",
                "{\"kafka.topic\":\"t\",\"quickstart\":\"users\",\"iterations\":\"many\"} | must be a whole number",
                "{\"kafka.topic\":\"t\",\"quickstart\":\"users\",\"tasks.max\":0} | tasks.max: must be at least 1",
                "{\"connector.class\":\"FileStreamSource\"} | connector.class: must be io.confluent",
                "null | is not the JSON of a connector",
                "[1] | is not the JSON of a connector",
                "{ | is not the JSON of a connector"
            })
    void saysWhatIsWrong(String json, String problem) throws IOException {
        connector(json);
        assertThat(problems).anyMatch(line -> line.toString().contains(problem));
    }
}
