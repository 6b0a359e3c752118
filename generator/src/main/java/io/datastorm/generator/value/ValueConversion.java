package io.datastorm.generator.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;

/** Makes a value of one type of a value of another: the number 3 becomes 3.0, or the text "3". */
public final class ValueConversion {
    private ValueConversion() {}

    /**
     * A value of another type.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    static Object of(Object value, Schema schema, Schema target) {
        if (value == null && !nullable(target)) {
            throw new IllegalArgumentException("it may be null; make this field a union with null");
        }
        if (value == null) {
            return null;
        }
        Schema type = branch(schema, value);
        if (type.getLogicalType() != null && !(type.getLogicalType() instanceof LogicalTypes.Decimal)) {
            throw new IllegalArgumentException("a value of the type %s can only be one of the same type"
                    .formatted(type.getLogicalType().getName()));
        }
        return toType(target, plain(value, type));
    }

    /** Whether values of one schema are values of the other, too. */
    static boolean same(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other))
                && logicalTypes(one, new HashSet<>()).equals(logicalTypes(other, new HashSet<>()));
    }

    /** Of all that is in it, in its order. */
    private static List<LogicalType> logicalTypes(Schema schema, Set<String> seen) {
        List<LogicalType> types = new ArrayList<>();
        types.add(schema.getLogicalType());
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> types.addAll(logicalTypes(field.schema(), seen)));
                }
            }
            case UNION -> schema.getTypes().forEach(branch -> types.addAll(logicalTypes(branch, seen)));
            case ARRAY -> types.addAll(logicalTypes(schema.getElementType(), seen));
            case MAP -> types.addAll(logicalTypes(schema.getValueType(), seen));
            default -> {}
        }
        return types;
    }

    /** Whether null is a value of it. */
    public static boolean nullable(Schema schema) {
        return schema.getType() == Schema.Type.NULL
                || (schema.isUnion()
                        && schema.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.NULL));
    }

    /** The branch of a union that a value is of; another schema is its own. */
    public static Schema branch(Schema schema, Object value) {
        return schema.isUnion() ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value)) : schema;
    }

    /**
     * A value as a number, a boolean, text, or null; decimals are exact.
     *
     * @param type of the value, which is no union
     * @throws IllegalArgumentException if it is something else
     */
    public static Object plain(Object value, Schema type) {
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            byte[] bytes = value instanceof GenericFixed fixed ? fixed.bytes() : ((ByteBuffer) value).array();
            return new BigDecimal(new BigInteger(bytes), decimal.getScale());
        }
        return switch (type.getType()) {
            case RECORD, ARRAY, MAP, BYTES, FIXED ->
                throw new IllegalArgumentException(
                        "a value of the type %s can only be one of the same type".formatted(type.getFullName()));
            default -> value instanceof Number || value instanceof Boolean || value == null ? value : value.toString();
        };
    }

    /**
     * A value of a type, or of the last branch of a union that can be of it.
     *
     * @param plain a number, a boolean, text, or null
     * @throws IllegalArgumentException if it cannot be one
     * @throws ArithmeticException if a number is too large
     */
    public static Object toType(Schema target, Object plain) {
        Schema type = target;
        if (target.isUnion()) {
            for (Schema branch : target.getTypes()) {
                type = (branch.getType() == Schema.Type.NULL) == (plain == null) ? branch : type;
            }
        }
        if (!(plain instanceof BigDecimal number)) {
            return Datum.of(type, plain);
        }
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return Datum.decimal(type, decimal, number);
        }
        if (type.getLogicalType() instanceof LogicalTypes.BigDecimal) {
            return new Conversions.BigDecimalConversion().toBytes(number, type, type.getLogicalType());
        }
        return switch (type.getType()) {
            case INT -> number.setScale(0, RoundingMode.HALF_EVEN).intValueExact();
            case LONG -> number.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
            case STRING -> number.toPlainString();
            default -> Datum.of(type, number);
        };
    }
}
