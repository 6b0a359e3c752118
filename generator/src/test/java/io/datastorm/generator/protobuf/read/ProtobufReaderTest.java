package io.datastorm.generator.protobuf.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.value.ValueSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtobufReaderTest {
    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Schema read(String text) throws IOException {
        return ProtobufReader.read(file("a.proto", text), Optional.empty());
    }

    private AbstractThrowableAssert<?, ?> refused(String text) throws IOException {
        Path file = file("a.proto", text);
        return assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(file.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "syntax = \"proto3\"; message A { string x = ; }             | a.proto:1:43: expected a word",
                "syntax = \"proto3\"; message A { string x                   | unexpected end of file",
                "syntax = \"proto3\"; message A { Foo x = 1; }               | unable to resolve Foo; for field x",
                "syntax = \"proto3\"; message A { string x = 1; int32 y = 1; } | multiple fields share tag 1",
                "syntax = \"proto3\"; import \"b.proto\"; message A {}       | imports 'b.proto', which is neither in",
                "syntax = \"proto3\"; import \"../b.proto\"; message A {}    | a name must not lead upwards",
                "syntax = \"proto3\"; import \"a.proto\"; message A {}       | a.proto imports a.proto",
                "syntax = \"proto3\"; import \"google/protobuf/no.proto\"; message A {} | which Protobuf does not have",
                "syntax = \"proto3\"; enum E { X = 0; }                      | has no message",
                "edition = \"2023\"; message A { string x = 1; }             | make a descriptor set"
            })
    void whatIsWrongIsSaid(String text, String expected) throws IOException {
        refused(text).hasMessageContaining(expected);
    }

    @Test
    void importsMayNotGoRoundInCircles() throws IOException {
        file("b.proto", "syntax = \"proto3\"; import \"a.proto\"; message B {}");
        Path file = file("a.proto", "syntax = \"proto3\"; import \"b.proto\"; message A {}");
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .hasMessageContaining("imports itself: a.proto imports b.proto imports a.proto");
    }

    @Test
    void nestingHasALimit() throws IOException {
        refused("syntax = \"proto3\"; " + "message A { ".repeat(5000) + "}".repeat(5000))
                .hasMessageContaining("is nested deeper than 64 braces");
    }

    @Test
    void rulesStandInComments() throws IOException {
        refused("syntax = \"proto3\"; message A { int32 x = 1; // datastorm: {min: 3}\n}")
                .hasMessageContaining("the rule behind 'datastorm:' at A.x is not JSON");
        Schema schema = read("syntax = \"proto3\"; message A { int32 x = 1; // datastorm: {\"mim\": 3}\n}");
        assertThatThrownBy(() -> generator(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field x")
                .hasMessageContaining("did you mean 'min'?");
        Schema wide =
                read("syntax = \"proto3\"; message A { uint32 x = 1; // datastorm: {\"min\": -9, \"max\": -1}\n}");
        SchemaRecordGenerator generator = generator(wide);
        assertThatThrownBy(() -> generator.generate(0, new EncodedRecord(1)))
                .hasMessageStartingWith("field x: -")
                .hasMessageEndingWith("does not fit the type uint32");
    }

    private static SchemaRecordGenerator generator(Schema schema) {
        return new SchemaRecordGenerator(
                schema, new ValueSource(1, 0, Optional.empty()), Format.PROTOBUF, Optional.empty());
    }

    @Test
    void aMessageIsFoundByItsName() throws IOException {
        Path file = file("a.proto", """
                syntax = "proto3";
                package p;
                message A { message In { int32 a = 1; } message Only { int32 a = 1; } }
                message B { message In { int32 b = 1; } }
                """);
        assertThat(ProtobufReader.read(file, Optional.empty()).getFullName()).isEqualTo("p.A");
        assertThat(ProtobufReader.read(file, Optional.of("B")).getFullName()).isEqualTo("p.B");
        assertThat(ProtobufReader.read(file, Optional.of("B.In")).getFullName()).isEqualTo("p.B.In");
        assertThat(ProtobufReader.read(file, Optional.of("p.B.In")).getFullName())
                .isEqualTo("p.B.In");
        assertThat(ProtobufReader.read(file, Optional.of("Only")).getFullName()).isEqualTo("p.A.Only");
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.of("In")))
                .hasMessageStartingWith("--message")
                .hasMessageContaining("has several messages 'In'; it has p.A, p.A.In");
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.of("C")))
                .hasMessageContaining("has no message 'C'");
    }

    @Test
    void filesOfProtobuf2AreRead() throws IOException {
        Schema schema = read("""
                syntax = "proto2";
                message A {
                  required int32 must = 1;
                  optional string may = 2 [default = "x"];
                  repeated int32 many = 3;
                  extensions 100 to 200;
                }
                """);
        assertThat(schema.getField("must").schema().getType()).isEqualTo(Schema.Type.INT);
        assertThat(schema.getField("may").schema().isUnion()).isTrue();
        EncodedRecord record = new EncodedRecord(0);
        generator(schema).generate(0, record);
        assertThat(record.toByteArray()[0]).isEqualTo((byte) 8);
    }

    @Test
    void aBrokenDescriptorSetIsRefused() throws IOException {
        Path file = directory.resolve("a.desc");
        Files.write(file, new byte[] {10, 50, 1});
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is no descriptor set");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty())).hasMessageContaining("has no files");
        FileDescriptorProto alone = FileDescriptorProto.newBuilder()
                .setName("a.proto")
                .addDependency("b.proto")
                .build();
        Files.write(file, FileDescriptorSet.newBuilder().addFile(alone).build().toByteArray());
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .hasMessageContaining("a.proto imports 'b.proto', which is not in it; use protoc --include_imports");
    }
}
