package io.datastorm.run.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.kafka.registry.RegistryProperties;
import io.datastorm.kafka.registry.SchemaRegistry;
import io.datastorm.kafka.sample.ValueDecoder;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of Protobuf and a real registry, read back with descriptors that Protobuf's own compiler made. */
final class ProtobufIT {
    private static final int RECORDS = RegistryCluster.RECORDS;
    private static final Path PROTOBUF = Path.of("../generator/src/test/resources/protobuf");

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

    /** What Protobuf's own compiler made of the file that is registered. */
    private static Descriptor order() throws Exception {
        Map<String, FileDescriptor> made = new HashMap<>();
        for (FileDescriptorProto file : FileDescriptorSet.parseFrom(Files.readAllBytes(PROTOBUF.resolve("order.desc")))
                .getFileList()) {
            FileDescriptor[] imports =
                    file.getDependencyList().stream().map(made::get).toArray(FileDescriptor[]::new);
            made.put(file.getName(), FileDescriptor.buildFrom(file, imports));
        }
        return made.get("acme/shop/order.proto")
                .findMessageTypeByName("Ignored")
                .findNestedTypeByName("Order");
    }

    @ParameterizedTest
    @CsvSource({
        "producer, acme/shop/order.proto",
        "direct, acme/shop/order.proto",
        "direct, order.desc",
    })
    void protobufIsReadByOthers(String sender, String file) throws Exception {
        String topic = "protobuf-%s-%s".formatted(sender, file.replace('/', '-'));
        RunPlan plan = fixture.plan(topic, "protobuf-registry")
                .set(SenderOptions.SENDER, sender)
                .schema(PROTOBUF.resolve(file))
                .set(RecordOptions.MESSAGE, "Ignored.Order")
                .key("customer")
                .verify()
                .build();
        RunResult result = storm.run(plan);
        assertThat(result.verification().clean()).isTrue();
        Descriptor message = order();
        ValueDecoder decoder = new ValueDecoder(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SchemaRegistry(List.of(URI.create(registry.url())), new RegistryProperties(Map.of()))));
        List<ConsumerRecord<String, byte[]>> read =
                fixture.read(topic, new StringDeserializer(), new ByteArrayDeserializer());
        Set<Object> ids = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : read) {
            ByteBuffer value = ByteBuffer.wrap(record.value());
            assertThat(value.get()).isZero();
            assertThat(value.getInt()).isPositive();
            // The first message, and in it the first one.
            assertThat(List.of(value.get(), value.get(), value.get())).containsExactly((byte) 4, (byte) 0, (byte) 0);
            DynamicMessage order = DynamicMessage.parseFrom(message, ByteString.copyFrom(value));
            assertThat(order.getField(message.findFieldByName("customer"))).isEqualTo(record.key());
            ids.add(order.getField(message.findFieldByName("id")));
            assertThat((Map<?, ?>) decoder.decode(record.value()))
                    .extracting("id", "customer")
                    .containsExactly(order.getField(message.findFieldByName("id")), record.key());
        }
        assertThat(ids).hasSize(RECORDS);
        assertThat(registry.get("/subjects")).contains("acme/common/money.proto", "acme/common/currency.proto");
        String latest = registry.get("/subjects/" + topic + "-value/versions/latest");
        assertThat(latest).contains("\"schemaType\":\"PROTOBUF\"", "\"name\":\"acme/common/money.proto\"");
        // What is registered is found again, with its imports.
        storm.run(fixture.plan(topic, "protobuf-registry")
                .set(RecordOptions.REGISTER_SCHEMAS, "false")
                .schema(PROTOBUF.resolve(file))
                .build());
    }

    /** A schema of Avro is registered as the file that is made of it; agents know all of it. */
    @Tag("matrix")
    @Test
    void agentsWriteProtobuf() throws Exception {
        RunResult result = storm.run(fixture.plan("protobuf-agents", "protobuf-registry")
                .set(AgentOptions.AGENTS, "2")
                .schema(PROTOBUF.resolve("acme/shop/order.proto"))
                .set(RecordOptions.MESSAGE, "Line")
                .verify()
                .build());
        assertThat(result.verification().clean()).isTrue();
        storm.run(fixture.plan("protobuf-template", "protobuf-registry")
                .template("order")
                .build());
        assertThat(registry.get("/subjects/protobuf-template-value/versions/latest"))
                .contains("message OrderLine {", "optional string note = 8;");
    }
}
