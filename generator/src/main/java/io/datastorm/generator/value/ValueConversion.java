package io.datastorm.generator.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.List;
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
        return value == null ? null : toType(target, plain(value, branch(schema, value)));
    }

    /** Whether values of one schema are values of the other, too. */
    static boolean same(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other))
                && logicalTypes(one).equals(logicalTypes(other));
    }

    private static List<String> logicalTypes(Schema schema) {
        List<Schema> branches = schema.isUnion() ? schema.getTypes() : List.of(schema);
        return branches.stream().map(ValueConversion::logicalName).toList();
    }

    private static String logicalName(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return logical == null ? "" : logical.getName();
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
