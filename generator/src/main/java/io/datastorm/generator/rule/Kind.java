package io.datastorm.generator.rule;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What a rule says something about. */
public enum Kind {
    NULL,
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    /** Bytes or fixed that are a decimal number. */
    DECIMAL,
    STRING,
    BYTES,
    FIXED,
    ENUM,
    ARRAY,
    MAP,
    RECORD,
    UNION;

    /** Of a schema. */
    public static Kind of(Schema schema) {
        boolean decimal = schema.getLogicalType() instanceof LogicalTypes.Decimal
                || schema.getLogicalType() instanceof LogicalTypes.BigDecimal;
        return decimal ? DECIMAL : valueOf(schema.getType().name());
    }

    /** Of a type as a schema's JSON names it; empty: the name of another type. */
    public static Optional<Kind> of(String type, String logicalType) {
        if ("decimal".equals(logicalType) || "big-decimal".equals(logicalType)) {
            return Optional.of(DECIMAL);
        }
        for (Kind kind : values()) {
            if (kind.toString().equals(type) && kind != DECIMAL && kind != UNION) {
                return Optional.of(kind);
            }
        }
        return type.equals("error") ? Optional.of(RECORD) : Optional.empty();
    }

    /** Of a schema, or of all branches of a union and the union itself. */
    static Set<Kind> all(Schema schema) {
        Set<Kind> kinds = EnumSet.of(of(schema));
        if (schema.isUnion()) {
            schema.getTypes().forEach(branch -> kinds.add(of(branch)));
        }
        return kinds;
    }

    /** What to say of a rule that is for other types. */
    static String meaningless(String rule, Kind kind, Set<Kind> others) {
        return "%s means nothing for the type %s; it is for %s"
                .formatted(
                        rule,
                        kind,
                        String.join(", ", others.stream().map(Kind::toString).toList()));
    }

    /** The smallest whole number of the type. */
    long least() {
        return this == LONG ? Long.MIN_VALUE : Integer.MIN_VALUE;
    }

    /** The largest whole number of the type. */
    long most() {
        return this == LONG ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** Whole numbers. */
    boolean whole() {
        return this == INT || this == LONG;
    }

    /** Numbers with a binary point. */
    boolean floating() {
        return this == FLOAT || this == DOUBLE;
    }

    /** What has a length. */
    boolean sized() {
        return this == STRING || this == BYTES || this == ARRAY || this == MAP;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
