package io.datastorm.generator.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** From plain Java values of JSON to values of Avro's generic data. */
public final class Datum {
    private Datum() {}

    /**
     * A value of a schema. A record takes the schema's defaults for fields that are not there.
     *
     * @throws IllegalArgumentException if the JSON is no value of the schema
     */
    public static Object of(Schema schema, Object json) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && json instanceof Number number) {
            return decimal(schema, decimal, new BigDecimal(number.toString()));
        }
        return switch (schema.getType()) {
            case NULL -> require(json == null, schema, json, null);
            case BOOLEAN -> require(json instanceof Boolean, schema, json, json);
            case INT ->
                whole(schema, json, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
            case LONG -> whole(schema, json, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> number(schema, json).floatValue();
            case DOUBLE -> number(schema, json).doubleValue();
            case STRING ->
                require(json instanceof String || json instanceof Number || json instanceof Boolean, schema, json, json)
                        .toString();
            case BYTES -> ByteBuffer.wrap(bytes(schema, json));
            case FIXED -> fixed(schema, bytes(schema, json));
            case ENUM -> enumSymbol(schema, json);
            case ARRAY -> array(schema, json);
            case MAP -> map(schema, json);
            case RECORD -> record(schema, json);
            case UNION -> union(schema, json);
        };
    }

    /** An exact decimal, rounded to the scale of its type, as bytes or fixed. */
    public static Object decimal(Schema schema, LogicalTypes.Decimal type, BigDecimal number) {
        BigDecimal scaled = number.setScale(type.getScale(), RoundingMode.HALF_EVEN);
        if (scaled.precision() > type.getPrecision()) {
            throw new IllegalArgumentException("%s has more than the %d digits of the decimal"
                    .formatted(number.toPlainString(), type.getPrecision()));
        }
        Conversions.DecimalConversion conversion = new Conversions.DecimalConversion();
        return schema.getType() == Schema.Type.FIXED
                ? conversion.toFixed(scaled, schema, type)
                : conversion.toBytes(scaled, schema, type);
    }

    private static Object require(boolean fits, Schema schema, Object json, Object value) {
        if (!fits) {
            throw new IllegalArgumentException("'%s' is no value of the type %s".formatted(json, name(schema)));
        }
        return value;
    }

    private static String name(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream().map(Datum::name).collect(Collectors.joining(" or "))
                : schema.getFullName();
    }

    private static Number number(Schema schema, Object json) {
        return (Number) require(json instanceof Number, schema, json, json);
    }

    private static Long whole(Schema schema, Object json, long least, long most) {
        require(json instanceof Integer || json instanceof Long, schema, json, json);
        long number = ((Number) json).longValue();
        require(number >= least && number <= most, schema, json, json);
        return number;
    }

    /** As in Avro's JSON encoding each character is a byte; other text is UTF-8. */
    private static byte[] bytes(Schema schema, Object json) {
        String text = (String) require(json instanceof String, schema, json, json);
        Charset charset = text.chars().allMatch(character -> character < 256)
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
        return text.getBytes(charset);
    }

    private static Object fixed(Schema schema, byte[] bytes) {
        if (bytes.length != schema.getFixedSize()) {
            throw new IllegalArgumentException("%d bytes are no value of %s, which has %d"
                    .formatted(bytes.length, schema.getFullName(), schema.getFixedSize()));
        }
        return new GenericData.Fixed(schema, bytes);
    }

    private static Object enumSymbol(Schema schema, Object json) {
        require(json instanceof String text && schema.hasEnumSymbol(text), schema, json, json);
        return new GenericData.EnumSymbol(schema, json);
    }

    private static Object array(Schema schema, Object json) {
        require(json instanceof List<?>, schema, json, json);
        List<Object> items = new ArrayList<>();
        ((List<?>) json).forEach(item -> items.add(of(schema.getElementType(), item)));
        return items;
    }

    private static Object map(Schema schema, Object json) {
        require(json instanceof Map<?, ?>, schema, json, json);
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((key, value) -> values.put(key.toString(), of(schema.getValueType(), value)));
        return values;
    }

    private static Object record(Schema schema, Object json) {
        require(json instanceof Map<?, ?>, schema, json, json);
        Map<?, ?> members = (Map<?, ?>) json;
        for (Object key : members.keySet()) {
            if (schema.getField(key.toString()) == null) {
                throw new IllegalArgumentException(
                        "'%s' is no field of the record %s".formatted(key, schema.getFullName()));
            }
        }
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            if (members.containsKey(field.name())) {
                record.put(field.pos(), of(field.schema(), members.get(field.name())));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else {
                throw new IllegalArgumentException("the field '%s' of the record %s is missing, and has no default"
                        .formatted(field.name(), schema.getFullName()));
            }
        }
        return record;
    }

    /** The first branch that it fits; also as Avro's JSON encoding writes it, with the branch's name. */
    private static Object union(Schema schema, Object json) {
        for (Schema branch : schema.getTypes()) {
            if (json instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(branch.getFullName())) {
                return of(branch, map.get(branch.getFullName()));
            }
        }
        return schema.getTypes().stream()
                .map(branch -> ofBranch(branch, json))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is no value of the type %s".formatted(json, name(schema))))
                .value();
    }

    /** Null is a value too. */
    private record Found(Object value) {}

    private static Optional<Found> ofBranch(Schema branch, Object json) {
        try {
            return Optional.of(new Found(of(branch, json)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
