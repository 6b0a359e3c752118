package io.datastorm.generator.protobuf.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TimestampProto;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.format.ValueCheck;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.protobuf.RegisteredMessage;
import io.datastorm.generator.stamp.Freshness;
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
                "syntax = \"proto3\"; message A { Foo x = 1; } | 1:20); is the file imported that has it?",
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

    /** The example of the documentation is a file as it stands there, without its first lines. */
    @Test
    void theDocumentedRulesHold() throws IOException {
        String page = Files.readString(Path.of("../docs/data.md"));
        int begin = page.indexOf("message Order {");
        String message = page.substring(begin, page.indexOf("}\n```", begin) + 1);
        Schema schema = read("syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\"; " + message);
        EncodedRecord record = new EncodedRecord(generator(schema).slots().size());
        generator(schema).generate(0, record);
        assertThat(schema.getField("currency").getObjectProp("datastorm").toString())
                .contains("EUR");
        assertThat(schema.getField("total").doc()).isEqualTo("How much it is.");
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
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .hasMessageContaining("has no files of your own");
        FileDescriptorProto alone = FileDescriptorProto.newBuilder()
                .setName("a.proto")
                .addDependency("b.proto")
                .build();
        Files.write(file, FileDescriptorSet.newBuilder().addFile(alone).build().toByteArray());
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .hasMessageContaining("a.proto imports 'b.proto', which is not in it; use protoc --include_imports");
    }

    private static final String PROTO3 = "syntax = \"proto3\";";

    /** Each way through them would be one more place of a stamp. */
    @Test
    void messagesThatContainEachOtherHaveFewSlots() throws IOException {
        StringBuilder text = new StringBuilder(PROTO3);
        for (int i = 0; i < 12; i++) {
            text.append("message M%d { int64 id = 100;".formatted(i));
            for (int j = 0; j < 12; j++) {
                text.append("M%d m%d = %d;".formatted(j, j, j + 1));
            }
            text.append("}");
        }
        assertThat(generator(read(text.toString())).slots()).hasSizeLessThan(13);
    }

    @Test
    void oneofsMayLeadBack() throws IOException {
        Schema schema = read(PROTO3 + "import \"google/protobuf/any.proto\";"
                + "message A { int64 id = 1; oneof next { A left = 2; A right = 3; google.protobuf.Any any = 4; } }");
        SchemaRecordGenerator generator = generator(schema);
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        for (int i = 0; i < 100; i++) {
            generator.generate(i, record);
        }
        assertThat(record.size()).isPositive();
    }

    @Test
    void aRuleOfAMapLeavesItsKeysAlone() throws IOException {
        Schema schema = read(PROTO3 + """
                message A {
                  map<int32, string> numbers = 1; // datastorm: {"min": 2, "max": 3}
                  map<bool, string> flags = 2; // datastorm: {"min": 1, "max": 2}
                }""");
        EncodedRecord record = new EncodedRecord(0);
        generator(schema).generate(0, record);
        assertThat(ValueCheck.of(schema, Format.PROTOBUF).test(record.toByteArray(), 0, record.size()))
                .isTrue();
    }

    private static byte[] stamped(Schema schema, long sequence) {
        SchemaRecordGenerator generator = generator(schema);
        EncodedRecord record = new EncodedRecord(1);
        generator.generate(0, record);
        byte[] bytes = record.toByteArray();
        Freshness now = new Freshness();
        now.set(sequence, 1_790_000_000_000L);
        generator.slots().get(0).stamp().write(bytes, record.slotOffset(0), record.slotWidth(0), now);
        return bytes;
    }

    private static long number(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.readTag();
        return in.readRawVarint64();
    }

    private Schema counting(long start) throws IOException {
        return read(PROTO3 + """
                message A {
                  uint32 x = 1; // datastorm: {"sequence": {"start": %d, "step": 10}}
                }""".formatted(start));
    }

    @Test
    void numbersOf32BitsStayThere() throws IOException {
        assertThat(number(stamped(read(PROTO3 + "message A { uint32 timestamp = 1; }"), 0)))
                .isEqualTo(1_790_000_000L);
        assertThat(number(stamped(counting(0), 300_000_000))).isEqualTo(3_000_000_000L);
        assertThat(number(stamped(counting(0), 500_000_000))).isEqualTo(5_000_000_000L % (1L << 32));
        Schema negative = counting(-5);
        assertThatThrownBy(() -> generator(negative)).hasMessageContaining("field x: numbers from -5");
        Schema large = counting(5_000_000_000L);
        assertThatThrownBy(() -> generator(large)).hasMessageContaining("do not fit the type uint32");
    }

    @Test
    void whatIsPackedIsLeftOut() throws IOException {
        Schema schema = read(PROTO3 + """
                import "google/protobuf/any.proto";
                message A {
                  int32 x = 1;
                  google.protobuf.Any a = 2;
                  repeated google.protobuf.Any b = 3;
                  map<string, google.protobuf.Any> c = 4;
                  oneof o { google.protobuf.Any d = 5; }
                }""");
        assertThat(schema.getFields()).hasSize(1);
        ValueCheck check = ValueCheck.of(schema, Format.PROTOBUF);
        byte[] packed = {8, 5, 18, 3, 10, 1, 'x', 42, 3, 10, 1, 'x'};
        assertThat(check.test(packed, 0, packed.length)).isTrue();
        assertThat(check.test(new byte[] {8, 5, 50, 1, 1}, 0, 5)).isFalse();
    }

    /** Each file once, however many ways lead to it. */
    @Test
    void filesThatAreImportedOftenStandThereOnce() throws IOException {
        int layers = 25;
        for (int i = 0; i < layers; i++) {
            String imports =
                    i + 1 == layers ? "" : "import \"a%d.proto\"; import \"b%d.proto\";".formatted(i + 1, i + 1);
            file("a%d.proto".formatted(i), PROTO3 + imports + "message A%d { int32 x = 1; }".formatted(i));
            file("b%d.proto".formatted(i), PROTO3 + imports + "message B%d { int32 x = 1; }".formatted(i));
        }
        Schema schema = ProtobufReader.read(directory.resolve("a0.proto"), Optional.empty());
        assertThat(schema.toString()).hasSizeLessThan(20_000);
        assertThat(Format.PROTOBUF_REGISTRY
                        .registeredSchema(schema)
                        .orElseThrow()
                        .references())
                .hasSize(2);
    }

    @Test
    void aSetHasTheMessagesOfAllItsFiles() throws IOException {
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        for (String name : new String[] {"First", "Second"}) {
            set.addFile(FileDescriptorProto.newBuilder()
                    .setName(name + ".proto")
                    .setSyntax("proto3")
                    .addMessageType(DescriptorProto.newBuilder().setName(name)));
        }
        Path file = Files.write(directory.resolve("two.desc"), set.build().toByteArray());
        assertThat(ProtobufReader.read(file, Optional.empty()).getName()).isEqualTo("Second");
        Schema first = ProtobufReader.read(file, Optional.of("First"));
        assertThat(RegisteredMessage.of(first).file().name()).isEqualTo("First.proto");
        FileDescriptorSet foreign = FileDescriptorSet.newBuilder()
                .addFile(TimestampProto.getDescriptor().toProto())
                .build();
        Files.write(file, foreign.toByteArray());
        assertThatThrownBy(() -> ProtobufReader.read(file, Optional.empty()))
                .hasMessageContaining("has no files of your own");
    }

    @Test
    void onlyCodeIsRead() throws IOException {
        String braces = "// in [0, 1) {\n".repeat(100) + "string x = 1 [json_name = \"[[[\"];";
        assertThat(read(PROTO3 + "message A {\n" + braces + "}").getFields()).hasSize(1);
        refused(PROTO3 + "message A { int32 x = 010; }").hasMessageContaining("has an octal number, 010");
        refused("syntax = \"proto2\"; message A { required group G = 1 { required int32 a = 1; } }")
                .hasMessageContaining("'group' is not supported");
        refused(PROTO3 + "message long { int32 x = 1; }").hasMessageContaining("primitive");
    }
}
