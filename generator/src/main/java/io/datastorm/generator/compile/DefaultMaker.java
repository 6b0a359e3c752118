package io.datastorm.generator.compile;

import io.datastorm.generator.rule.RuleReader;
import io.datastorm.generator.value.ValueMaker;
import java.util.Optional;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The default of a field without a rule: it is that in 20 of 100 values, as often as null is that is a default. An
 * empty text and a zero are there for readers of older values, and as rare as other nulls: 5 of 100.
 */
record DefaultMaker(Object value) {
    private static final double SHARE = 0.2;
    private static final double SHARE_OF_BLANKS = 0.05;

    /** Of a field; empty if it has none, if it is null, or no single value, or if a rule says what values are. */
    static Optional<DefaultMaker> of(Schema.Field field) {
        boolean own = field.hasDefaultValue() && field.defaultVal() != JsonProperties.NULL_VALUE;
        if (!own || !RuleReader.of(field).silent()) {
            return Optional.empty();
        }
        Schema type = field.schema().isUnion() ? field.schema().getTypes().get(0) : field.schema();
        return switch (type.getType()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, ENUM ->
                type.getLogicalType() == null
                        ? Optional.of(new DefaultMaker(plain(GenericData.get().getDefaultValue(field))))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Object plain(Object value) {
        return value instanceof CharSequence text ? text.toString() : value;
    }

    /** That, or what is made otherwise. */
    ValueMaker or(ValueMaker other) {
        boolean blank = value.equals("") || (value instanceof Number number && number.doubleValue() == 0);
        double share = blank ? SHARE_OF_BLANKS : SHARE;
        return draft -> {
            Object made = other.make(draft);
            return draft.random().nextDouble() < share ? value : made;
        };
    }
}
