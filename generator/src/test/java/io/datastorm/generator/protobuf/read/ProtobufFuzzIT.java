package io.datastorm.generator.protobuf.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.protobuf.ProtobufText;
import io.datastorm.generator.schema.FuzzedSchema;
import io.datastorm.generator.schema.SchemaReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a {@code .proto} file has in it: values, or a message. */
final class ProtobufFuzzIT {
    static Stream<String> messages() throws IOException {
        return Stream.concat(
                Stream.of(Files.readString(Path.of("src/test/resources/protobuf/acme/common/currency.proto"))
                        + "message M { Currency c = 1; oneof o { int32 a = 2; string b = 3; } map<int32, M> m = 4; }"),
                Templates.NAMES.stream().map(name -> ProtobufText.of(SchemaReader.parse(name, Templates.text(name)))));
    }

    @MethodSource("messages")
    @FuzzTest
    void aMessageMakesValuesOrIsRefused(String text) throws IOException {
        makeOrRefuseMessage(text);
    }

    @Tag("matrix")
    @MethodSource("messages")
    @FuzzTest(maxDuration = "30s")
    void aMessageMakesValuesOrIsRefusedInTheLongRun(String text) throws IOException {
        makeOrRefuseMessage(text);
    }

    private static void makeOrRefuseMessage(String text) throws IOException {
        if (text == null) {
            return;
        }
        Path file = Files.createTempFile("fuzz", ".proto");
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            FuzzedSchema.makeOrRefuse(() -> ProtobufReader.read(file, Optional.empty()), Format.PROTOBUF);
        } finally {
            Files.delete(file);
        }
    }
}
