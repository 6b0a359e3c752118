package io.datastorm.kafka.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.capture.CapturedHeader;
import io.datastorm.generator.capture.CapturedRecord;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.sample.ValueDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

final class RecordMaskTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Schema CUSTOMER = new Schema.Parser().parse("""
            {"type":"record","name":"C","fields":[
              {"name":"id","type":"long"},
              {"name":"email","type":["null","string"]},
              {"name":"photo","type":"bytes"},
              {"name":"score","type":"double"},
              {"name":"orders","type":{"type":"array","items":
                {"type":"record","name":"O","fields":[{"name":"number","type":"int"},{"name":"note","type":"string"}]}}}
            ]}""");

    private static RecordMask mask(Optional<Schema> schema, String... parts) {
        return new RecordMask(
                Arrays.stream(parts).map(MaskedPart::parse).toList(),
                new Mask(KEY),
                new ValueDecoder(Optional.empty(), schema, Optional.empty()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CapturedRecord record(String key, byte[] value) {
        return new CapturedRecord(3, 99, bytes(key), value, List.of(new CapturedHeader("user", bytes("Jane"))));
    }

    private static JsonNode json(CapturedRecord record) throws IOException {
        return new ObjectMapper().readTree(record.value());
    }

    @Test
    void fieldsOfJsonAreMaskedWhereverTheyAre() throws IOException {
        String text = "{\"id\":42,\"email\":\"Jane.Doe@example.com\",\"ok\":true,\"lines\":"
                + "[{\"sku\":\"AB-12\",\"price\":12.75},{\"sku\":\"AB-12\",\"price\":3.5}]}";
        CapturedRecord masked =
                mask(Optional.empty(), "id", "email", "lines.sku", "key").of(record("42", bytes(text)));
        JsonNode json = json(masked);
        assertThat(json.get("email").asText())
                .matches("[A-Z][a-z]{3}\\.[A-Z][a-z]{2}@[a-z]{7}\\.[a-z]{3}")
                .isNotEqualTo("Jane.Doe@example.com");
        assertThat(json.get("lines").get(0).get("sku"))
                .isEqualTo(json.get("lines").get(1).get("sku"))
                .isNotEqualTo(new ObjectMapper().readTree("\"AB-12\""));
        assertThat(json.get("lines").get(0).get("price").asDouble()).isEqualTo(12.75);
        assertThat(json.get("ok").asBoolean()).isTrue();
        // A key fits to its field, whatever their types.
        assertThat(new String(masked.key(), StandardCharsets.UTF_8))
                .isEqualTo(json.get("id").asText());
        assertThat(masked.partition()).isEqualTo(3);
        assertThat(masked.timestampMillis()).isEqualTo(99);
        assertThat(masked.headers().get(0).value()).isEqualTo(bytes("Jane"));
    }

    @Test
    void allThatIsInAFieldIsMasked() throws IOException {
        CapturedRecord record = mask(Optional.empty(), "a", "headers.user")
                .of(record(
                        "k", bytes("{\"a\":{\"b\":[1234567,\"xyzxyz\",null,1234.50]},\"c\":12345678901234567.890}")));
        assertThat(record.headers().get(0).value()).hasSize(4).isNotEqualTo(bytes("Jane"));
        JsonNode json = json(record);
        JsonNode list = json.get("a").get("b");
        assertThat(list.get(0).asText()).hasSize(7).isNotEqualTo("1234567");
        assertThat(list.get(1).asText()).matches("[a-z]{6}").isNotEqualTo("xyzxyz");
        assertThat(list.get(2).isNull()).isTrue();
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .matches(".*,null,\\d{4}\\.\\d{2}]},\"c\":12345678901234567\\.890}")
                .doesNotContain("1234.50");
    }

    private static GenericRecord customer() {
        GenericRecord order =
                new GenericData.Record(CUSTOMER.getField("orders").schema().getElementType());
        order.put("number", 2_000_000_000);
        order.put("note", "leave at the door");
        GenericRecord customer = new GenericData.Record(CUSTOMER);
        customer.put("id", 424_242L);
        customer.put("email", "jane@example.com");
        customer.put("photo", ByteBuffer.wrap(new byte[] {1, 2, 3}));
        customer.put("score", 0.5);
        customer.put("orders", List.of(order));
        return customer;
    }

    private static byte[] avro(GenericRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(CUSTOMER).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericRecord avro(byte[] bytes) throws IOException {
        return new GenericDatumReader<GenericRecord>(CUSTOMER)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    @Test
    void fieldsOfAvroAreMaskedInTheirTypes() throws IOException {
        RecordMask mask = mask(Optional.of(CUSTOMER), "id", "email", "photo", "orders.number", "orders.note");
        GenericRecord masked = avro(mask.of(record("k", avro(customer()))).value());
        assertThat((Long) masked.get("id")).isBetween(100_000L, 999_999L).isNotEqualTo(424_242L);
        assertThat(masked.get("email").toString())
                .matches("[a-z]{4}@[a-z]{7}\\.[a-z]{3}")
                .isNotEqualTo("jane@example.com");
        assertThat(((ByteBuffer) masked.get("photo")).array()).hasSize(3).isNotEqualTo(new byte[] {1, 2, 3});
        GenericRecord order = (GenericRecord) ((List<?>) masked.get("orders")).get(0);
        assertThat((Integer) order.get("number")).isBetween(1_000_000_000, 1_999_999_999);
        assertThat(order.get("note").toString()).hasSize(17).isNotEqualTo("leave at the door");
        assertThat(masked.get("score")).isEqualTo(0.5);
        assertThat(mask.missing()).isEmpty();
    }

    /** A key that is a number in four bytes is no text. */
    @Test
    void aKeyFitsToItsField() throws IOException {
        byte[] value = bytes("{\"name\":\"José 北京\"}");
        CapturedRecord text = mask(Optional.empty(), "key", "name").of(record("José 北京", value));
        assertThat(new String(text.key(), StandardCharsets.UTF_8))
                .matches("[A-Z][a-z]{3} [a-z]{2}")
                .isEqualTo(json(text).get("name").asText());
        byte[] number = {0, 0, 0, 42};
        CapturedRecord binary = mask(Optional.empty(), "key").of(new CapturedRecord(0, 0, number, null, List.of()));
        assertThat(binary.key()).hasSize(4).isNotEqualTo(number);
    }

    @Test
    void whatCannotBeMaskedIsSaid() throws IOException {
        byte[] value = avro(customer());
        assertThatThrownBy(() -> mask(Optional.of(CUSTOMER), "score").of(record("k", value)))
                .hasMessage("a value of the type double cannot be masked");
        assertThatThrownBy(() -> mask(Optional.empty(), "a", "a.b"))
                .hasMessage("--mask: the field a.b is a part of the field a already");
        assertThatThrownBy(() -> mask(Optional.empty(), "a").of(record("k", bytes("{no json"))))
                .hasMessage("it is not JSON");
        assertThatThrownBy(() -> MaskedPart.parse("a..b"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'a..b' must be key, headers.NAME, or a field");
        RecordMask mask = mask(Optional.empty(), "a.b", "c");
        mask.of(record("k", bytes("{\"a\":1,\"c\":2}")));
        assertThat(mask.missing()).extracting(MaskedPart::toString).containsExactly("the field a.b");
    }
}
