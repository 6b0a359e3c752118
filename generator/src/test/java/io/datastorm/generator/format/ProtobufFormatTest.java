package io.datastorm.generator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.Templates;
import io.datastorm.generator.infer.PlainValue;
import io.datastorm.generator.protobuf.MessageField;
import io.datastorm.generator.protobuf.MessageFile;
import io.datastorm.generator.protobuf.PlainMessage;
import io.datastorm.generator.protobuf.ProtobufText;
import io.datastorm.generator.protobuf.read.ProtobufReader;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.value.ValueSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Protobuf's own reader finds what was written, by descriptors that its own compiler made. */
final class ProtobufFormatTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final Path FILES = Path.of("src/test/resources/protobuf");
    private static final Path PROTO = FILES.resolve("acme/shop/order.proto");
    private static final Path DESCRIPTORS = FILES.resolve("order.desc");
    private static final String ORDER = "Ignored.Order";

    private static final String EVERYTHING = """
            {"type":"record","name":"a.b.All","fields":[
              {"name":"id","type":"long"},
              {"name":"down","type":"int","datastorm":{"sequence":{"start":9,"restart":-12,"step":-1}}},
              {"name":"digits","type":"string","datastorm":"sequence"},
              {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
              {"name":"text","type":"string","datastorm":"timestamp"},
              {"name":"u","type":{"type":"string","logicalType":"uuid"}},
              {"name":"ratio","type":"float"},{"name":"d","type":{"type":"double","arg.properties":
                {"iteration":{"start":0.25}}}},
              {"name":"fu","type":{"type":"fixed","name":"Fu","size":16,"logicalType":"uuid"}},
              {"name":"ok","type":"boolean"},{"name":"nothing","type":"null"},
              {"name":"raw","type":"bytes"},{"name":"six","type":{"type":"fixed","name":"Six","size":6}},
              {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
              {"name":"other","type":{"type":"enum","name":"c.Kind","symbols":["A","B"]}},
              {"name":"list","type":{"type":"array","items":"long"}},
              {"name":"texts","type":["null",{"type":"array","items":"string"}]},
              {"name":"none","type":{"type":"array","items":"int"},"datastorm":{"min":0,"max":0}},
              {"name":"map","type":{"type":"map","values":"string"}},
              {"name":"either","type":["null","string","int",{"type":"record","name":"Inner","fields":[
                {"name":"id","type":"int"},{"name":"all","type":["null","a.b.All"]}]}]},
              {"name":"inner","type":"Inner"},{"name":"maybe","type":["null","Inner"]},
              {"name":"long","type":{"type":"record","name":"Long","fields":[
                {"name":"id","type":"long"},
                {"name":"much","type":"string","datastorm":{"min":100,"max":300}},
                {"name":"timestamp","type":"long"}]}},
              {"name":"empty","type":{"type":"record","name":"Empty","fields":[]}}]}""";

    static Stream<String> schemas() {
        return Stream.concat(
                Stream.of(EVERYTHING),
                Stream.concat(
                        Templates.NAMES.stream().map(Templates::text),
                        Templates.QUICKSTARTS.stream().map(name -> Templates.text(Templates.QUICKSTART + name))));
    }

    private static SchemaRecordGenerator generator(Schema schema, Format format) {
        return new SchemaRecordGenerator(schema, new ValueSource(1, NOW, Optional.empty()), format, Optional.empty());
    }

    private static EncodedRecord record(SchemaRecordGenerator generator, long position) {
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        generator.generate(position, record);
        return record;
    }

    private static byte[] stamped(SchemaRecordGenerator generator, long position, long sequence, long millis) {
        EncodedRecord record = record(generator, position);
        Freshness freshness = new Freshness();
        freshness.set(sequence, millis);
        byte[] bytes = record.toByteArray();
        for (int i = 0; i < generator.slots().size(); i++) {
            if (record.slotOffset(i) >= 0) {
                generator.slots().get(i).stamp().write(bytes, record.slotOffset(i), record.slotWidth(i), freshness);
            }
        }
        return bytes;
    }

    /** What Protobuf's own compiler made of the file. */
    private static Descriptor compiled(String name) throws Exception {
        Map<String, FileDescriptor> made = new HashMap<>();
        Descriptor found = null;
        for (FileDescriptorProto file :
                FileDescriptorSet.parseFrom(Files.readAllBytes(DESCRIPTORS)).getFileList()) {
            FileDescriptor linked = FileDescriptor.buildFrom(
                    file, file.getDependencyList().stream().map(made::get).toArray(FileDescriptor[]::new));
            made.put(file.getName(), linked);
            found = linked.findMessageTypeByName("Ignored");
        }
        return found.findNestedTypeByName(name);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void itSaysWhatAvroSays(String text) throws Exception {
        Schema schema = SchemaReader.parse("test", text);
        SchemaRecordGenerator protobuf = generator(schema, Format.PROTOBUF);
        SchemaRecordGenerator avro = generator(schema, Format.AVRO);
        Descriptor message = MessageFile.descriptor(schema);
        ValueCheck check = ValueCheck.of(schema, Format.PROTOBUF);
        PlainMessage plain = new PlainMessage(schema);
        for (int i = 0; i < 100; i++) {
            byte[] stamped = stamped(avro, i, 100 + i, NOW + i);
            Object value = new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(stamped, null));
            byte[] bytes = stamped(protobuf, i, 100 + i, NOW + i);
            assertSame(schema, value, DynamicMessage.parseFrom(message, bytes));
            assertThat(plain.read(CodedInputStream.newInstance(bytes))).isEqualTo(PlainValue.of(value));
            assertThat(check.test(bytes, 0, bytes.length)).isTrue();
        }
    }

    private static void assertSameField(MessageField field, IndexedRecord value, Message read) {
        Object own = value.get(field.field().pos());
        Schema type = field.field().schema();
        int number = field.number();
        if (type.isUnion()) {
            int branch = GenericData.get().resolveUnion(type, own);
            number += (int) type.getTypes().subList(0, branch).stream()
                    .filter(other -> other.getType() != Schema.Type.NULL)
                    .count();
            type = type.getTypes().get(branch);
        }
        FieldDescriptor found = read.getDescriptorForType().findFieldByNumber(number);
        if (own == null) {
            assertThat(found == null || found.isRepeated() || !read.hasField(found))
                    .isTrue();
        } else {
            assertSame(type, own, read.getField(found));
        }
    }

    private static void assertSame(Schema schema, Object value, Object read) {
        switch (schema.getType()) {
            case RECORD ->
                MessageField.of(schema).forEach(field -> assertSameField(field, (IndexedRecord) value, (Message) read));
            case ARRAY -> {
                List<?> items = (List<?>) value;
                assertThat((List<?>) read).hasSameSizeAs(items);
                for (int i = 0; i < items.size(); i++) {
                    assertSame(schema.getElementType(), items.get(i), ((List<?>) read).get(i));
                }
            }
            case MAP -> {
                assertThat((List<?>) read).hasSize(((Map<?, ?>) value).size());
                Map<String, Object> own = new HashMap<>();
                ((Map<?, ?>) value).forEach((key, each) -> own.put(key.toString(), each));
                for (Object entry : (List<?>) read) {
                    Message message = (Message) entry;
                    Descriptor type = message.getDescriptorForType();
                    String key = (String) message.getField(type.findFieldByNumber(1));
                    assertSame(schema.getValueType(), own.get(key), message.getField(type.findFieldByNumber(2)));
                }
            }
            case ENUM -> assertThat(((EnumValueDescriptor) read).getName()).endsWith("_" + value);
            case BYTES -> assertThat(((ByteString) read).asReadOnlyByteBuffer()).isEqualTo((ByteBuffer) value);
            case FIXED -> assertThat(((ByteString) read).toByteArray()).isEqualTo(((GenericFixed) value).bytes());
            case STRING -> assertThat(read).isEqualTo(value.toString());
            default -> assertThat(read).isEqualTo(value);
        }
    }

    /** Wire reads what is printed, and finds the same numbers and types. */
    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaIsPrintedAsAFile(String text, @TempDir Path directory) throws Exception {
        Schema schema = SchemaReader.parse("test", text);
        String printed = ProtobufText.of(schema);
        Schema read =
                ProtobufReader.read(Files.writeString(directory.resolve("printed.proto"), printed), Optional.empty());
        assertThat(read.getFullName()).isEqualTo(schema.getFullName());
        SchemaRecordGenerator generator = generator(schema, Format.PROTOBUF);
        ValueCheck check = ValueCheck.of(read, Format.PROTOBUF);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = record(generator, i).toByteArray();
            assertThat(check.test(bytes, 0, bytes.length)).isTrue();
        }
    }

    @Test
    void aFileOfProtobufIsASchema() throws Exception {
        Schema schema = ProtobufReader.read(PROTO, Optional.of(ORDER));
        SchemaRecordGenerator generator = generator(schema, Format.PROTOBUF);
        Descriptor order = compiled("Order");
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = stamped(generator, i, 1000L + i, NOW + 5000);
            DynamicMessage read = DynamicMessage.parseFrom(order, bytes);
            assertThat(read.getUnknownFields().asMap()).isEmpty();
            assertThat(field(read, "id")).isEqualTo(1001L + i);
            assertThat(field(read, "customer")).isIn("Ada", "Grace");
            assertThat((List<?>) field(read, "lines")).hasSizeBetween(1, 3);
            Message created = (Message) field(read, "created_at");
            assertThat(field(created, "seconds")).isEqualTo(NOW / 1000 + 5);
            assertThat(read.hasOneof(order.getOneofs().get(0))).isTrue();
            assertThat(read.hasField(order.findFieldByName("attached"))).isFalse();
            Message types = (Message) field(read, "types");
            assertThat(field(types, "id")).isEqualTo(1001L + i);
            assertThat(field(types, "timestamp")).isEqualTo(NOW + 5000);
            assertThat((Integer) field(types, "a_sint32")).isBetween(-5, 5);
            // What its own writer makes of it is the same message.
            assertThat(DynamicMessage.parseFrom(order, read.toByteArray())).isEqualTo(read);
        }
    }

    private static Object field(Message message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }

    /** Each byte is as Protobuf's own writer has it: zeros are left out, numbers in a row are packed. */
    @Test
    void whatHasNoStampsIsCanonical() throws Exception {
        Schema schema = ProtobufReader.read(PROTO, Optional.of("Ignored.Line"));
        SchemaRecordGenerator generator = generator(schema, Format.PROTOBUF);
        assertThat(generator.slots()).isEmpty();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = record(generator, i).toByteArray();
            assertThat(DynamicMessage.parseFrom(compiled("Line"), bytes).toByteArray())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aDescriptorSetSaysWhatItsFileSays() {
        Schema ofProto = ProtobufReader.read(PROTO, Optional.of(ORDER));
        Schema ofSet = ProtobufReader.read(DESCRIPTORS, Optional.of("acme.shop.Ignored.Order"));
        assertThat(ofSet).isEqualTo(new Schema.Parser().parse(ofSet.toString()));
        assertThat(ProtobufText.of(ofSet)).isEqualTo(ProtobufText.of(ofProto));
    }

    @Test
    void aSchemaStandsAlone() {
        Schema schema = ProtobufReader.read(PROTO, Optional.of(ORDER));
        Schema again = SchemaReader.parse("text", schema.toString());
        for (int i = 0; i < 100; i++) {
            assertThat(record(generator(again, Format.PROTOBUF), i).toByteArray())
                    .isEqualTo(record(generator(schema, Format.PROTOBUF), i).toByteArray());
        }
    }

    @Test
    void aRegistryKnowsTheFileAndItsImports() {
        Schema schema = ProtobufReader.read(PROTO, Optional.of("acme.shop.Ignored.Line"));
        SchemaRecordGenerator generator = generator(schema, Format.PROTOBUF_REGISTRY);
        RegisteredSchema registered = generator.valueSchema().orElseThrow();
        assertThat(registered.type()).isEqualTo("PROTOBUF");
        assertThat(registered.text()).contains("// What a customer ordered.");
        assertThat(registered.recordName()).contains("acme.shop.Ignored.Line");
        assertThat(registered.references()).singleElement().satisfies(money -> {
            assertThat(money.name()).isEqualTo("acme/common/money.proto");
            assertThat(money.schema().references().get(0).name()).isEqualTo("acme/common/currency.proto");
        });
        EncodedRecord record = new EncodedRecord(0);
        generator.withIds(Optional.of(7), Optional.empty()).generate(0, record);
        // The id; two indexes, in zigzag: the first message of the file, and there the second.
        assertThat(record.toByteArray()).startsWith(0, 0, 0, 0, 7, 4, 0, 2);
    }

    @Test
    void theCheckTellsWhatIsNoSuchMessage() {
        Schema schema = ProtobufReader.read(PROTO, Optional.of("Ignored.Line"));
        ValueCheck check = ValueCheck.of(schema, Format.PROTOBUF);
        assertThat(check.test(new byte[] {10, 1, 'a'}, 0, 3)).isTrue();
        assertThat(check.test(new byte[] {10, 2, 'a'}, 0, 3)).isFalse();
        assertThat(check.test(new byte[] {26, 1, 'a'}, 0, 3)).isFalse();
        ValueCheck registered = ValueCheck.of(schema, Format.PROTOBUF_REGISTRY);
        assertThat(registered.test(new byte[] {0, 0, 0, 0, 7, 4, 0, 2, 10, 1, 'a'}, 0, 11))
                .isTrue();
        assertThat(registered.test(new byte[] {0, 0, 0, 0, 7, 4, 0, 4, 10, 1, 'a'}, 0, 11))
                .isFalse();
        assertThat(registered.test(new byte[] {0, 0, 0, 0, 7, 4}, 0, 6)).isFalse();
    }

    /** Names of which Protobuf allows only one in a scope. */
    @Test
    void namesThatWouldCollideGetNumbers() {
        Schema schema = SchemaReader.parse("s", """
                {"type":"record","name":"a.bool","fields":[
                  {"name":"user_id","type":"int"},{"name":"userId","type":"int"},
                  {"name":"x","type":["string","int"]},{"name":"x_string","type":"string"},
                  {"name":"e","type":{"type":"enum","name":"Foo","symbols":["BAR_A","bar_a"]}},
                  {"name":"f","type":{"type":"enum","name":"FooBar","symbols":["A","FOO_BAR_A"]}},
                  {"name":"again","type":["null","bool"]},
                  {"name":"same","type":{"type":"record","name":"b.bool","fields":[{"name":"A","type":"int"}]}}]}""");
        String text = ProtobufText.of(schema);
        assertThat(text)
                .contains("int32 user_id = 1;", "int32 userId_2 = 2;", "string x_string_2 = 3;", "string x_string = 5;")
                .contains("FOO_BAR_A = 0;", "FOO_bar_a_2 = 1;", ".a.bool again = 8;", "bool_2 same = 9;");
        EncodedRecord record = record(generator(schema, Format.PROTOBUF), 0);
        assertThat(ValueCheck.of(schema, Format.PROTOBUF).test(record.toByteArray(), 0, record.size()))
                .isTrue();
    }

    /** A property of this name may be somebody else's. */
    @Test
    void othersPropertiesMeanNothing() {
        Schema schema = SchemaReader.parse("s", """
                {"type":"record","name":"R","fields":[
                  {"name":"x","type":{"type":"int","protobuf":"foo"}},
                  {"name":"y","type":{"type":"int","protobuf":"StringValue"}}]}""");
        assertThat(ProtobufText.of(schema)).contains("int32 x = 1;", "int32 y = 2;");
        assertThat(record(generator(schema, Format.PROTOBUF), 0).size()).isPositive();
    }

    @Test
    void whatProtobufCannotSayIsRefused() {
        assertThatThrownBy(() -> generator(SchemaReader.parse("s", "\"long\""), Format.PROTOBUF))
                .hasMessageContaining("must be records");
        Schema grid = SchemaReader.parse("s", """
                {"type":"record","name":"R","fields":[
                  {"name":"grid","type":{"type":"array","items":{"type":"array","items":"int"}}}]}""");
        assertThatThrownBy(() -> generator(grid, Format.PROTOBUF))
                .hasMessageContaining("field grid: Protobuf has no form for values of type array inside arrays");
    }
}
