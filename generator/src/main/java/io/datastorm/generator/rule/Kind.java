package io.datastorm.generator.rule;

import java.util.Locale;
import java.util.Optional;
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

    /** Whole numbers. */
    boolean whole() {
        return this == INT || this == LONG;
    }

    /** Numbers with a binary point. */
    boolean floating() {
        return this == FLOAT || this == DOUBLE;
    }

    /** Numbers of any kind. */
    boolean number() {
        return whole() || floating() || this == DECIMAL;
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
