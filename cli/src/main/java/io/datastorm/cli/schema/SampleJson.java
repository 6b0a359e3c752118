package io.datastorm.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * A decoded value as JSON for people: unions without wrappers, times as ISO-8601, decimals as numbers, bytes as Base64.
 */
final class SampleJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SampleJson() {}

    static JsonNode of(Schema schema, Object value) {
        return switch (schema.getType()) {
            case NULL -> NODES.nullNode();
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case INT, LONG -> number(schema, ((Number) value).longValue());
            case FLOAT -> NODES.numberNode((Float) value);
            case DOUBLE -> NODES.numberNode((Double) value);
            case BYTES -> bytes(schema, array((ByteBuffer) value));
            case FIXED -> bytes(schema, ((GenericFixed) value).bytes());
            case STRING, ENUM -> NODES.textNode(value.toString());
            case UNION -> {
                Schema branch = schema.getTypes().get(GenericData.get().resolveUnion(schema, value));
                yield of(branch, value);
            }
            case ARRAY -> array(schema, (Iterable<?>) value);
            case MAP -> map(schema, (Map<?, ?>) value);
            case RECORD -> record(schema, (IndexedRecord) value);
        };
    }

    private static JsonNode record(Schema schema, IndexedRecord value) {
        ObjectNode object = NODES.objectNode();
        schema.getFields().forEach(field -> object.set(field.name(), of(field.schema(), value.get(field.pos()))));
        return object;
    }

    private static JsonNode array(Schema schema, Iterable<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(of(schema.getElementType(), value)));
        return array;
    }

    private static JsonNode map(Schema schema, Map<?, ?> values) {
        ObjectNode object = NODES.objectNode();
        values.forEach((key, value) -> object.set(key.toString(), of(schema.getValueType(), value)));
        return object;
    }

    private static JsonNode number(Schema schema, long value) {
        LogicalType logical = schema.getLogicalType();
        String text =
                switch (logical == null ? "" : logical.getName()) {
                    case "date" -> LocalDate.ofEpochDay(value).toString();
                    case "time-millis" ->
                        LocalTime.ofNanoOfDay(value * 1_000_000).toString();
                    case "time-micros" -> LocalTime.ofNanoOfDay(value * 1000).toString();
                    case "timestamp-millis" -> time(value, ChronoUnit.MILLIS, "Z");
                    case "timestamp-micros" -> time(value, ChronoUnit.MICROS, "Z");
                    case "timestamp-nanos" -> time(value, ChronoUnit.NANOS, "Z");
                    case "local-timestamp-millis" -> time(value, ChronoUnit.MILLIS, "");
                    case "local-timestamp-micros" -> time(value, ChronoUnit.MICROS, "");
                    case "local-timestamp-nanos" -> time(value, ChronoUnit.NANOS, "");
                    default -> null;
                };
        return text == null ? NODES.numberNode(value) : NODES.textNode(text);
    }

    private static String time(long value, ChronoUnit unit, String zone) {
        return Instant.EPOCH.plus(value, unit).toString().replace("Z", zone);
    }

    private static JsonNode bytes(Schema schema, byte[] bytes) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? DecimalNode.valueOf(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
                : NODES.textNode(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
