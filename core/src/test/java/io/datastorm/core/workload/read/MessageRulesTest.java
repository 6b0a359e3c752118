package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.read.Planning.flags;
import static io.datastorm.core.workload.read.Planning.plan;
import static io.datastorm.core.workload.read.Planning.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.core.workload.record.Values;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.schema.SchemaFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Schemas that are messages of Protobuf. */
final class MessageRulesTest {
    private static Values values(String... flags) {
        return plan(flags(flags)).onlyStream().records().values();
    }

    private static Values message(String file, String name, Format format) {
        return new Values.OfSchema(
                new SchemaSource.InFile(new SchemaFile(Path.of(file), Optional.ofNullable(name))), format);
    }

    @Test
    void theFileTellsTheFormat() {
        assertThat(values("--schema a.avsc")).isEqualTo(message("a.avsc", null, Format.AVRO));
        assertThat(values("--schema a.avsc", "--format protobuf")).isEqualTo(message("a.avsc", null, Format.PROTOBUF));
        assertThat(values("--schema a.proto")).isEqualTo(message("a.proto", null, Format.PROTOBUF));
        assertThat(values("--schema a.desc", "--message p.A")).isEqualTo(message("a.desc", "p.A", Format.PROTOBUF));
        assertThat(refusal("--schema a.proto", "--format json"))
                .contains("--format: must be protobuf or protobuf-registry for messages of Protobuf, got 'json'");
    }

    @Test
    void onlyMessagesHaveNames() {
        assertThat(refusal("--schema a.avsc", "--message A")).contains("--message: needs messages of Protobuf");
        assertThat(refusal("--message A")).contains("--message: needs messages of Protobuf");
        assertThat(refusal("--key id", "--key-format protobuf")).contains("a key is a single value, and no message");
    }

    /** What a stream has of its own is another message, or none. */
    @Test
    void anotherSchemaHasNotThatMessage() {
        Settings run = flags("--schema a.proto", "--message A");
        assertThat(flags("--schema b.proto").over(run).one(RecordOptions.MESSAGE))
                .isEmpty();
        assertThat(flags("--message B").over(run).one(RecordOptions.SCHEMA)).isPresent();
    }
}
