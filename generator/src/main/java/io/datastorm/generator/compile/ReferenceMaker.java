package io.datastorm.generator.compile;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ParseException;
import io.datastorm.generator.value.Datum;
import io.datastorm.generator.value.Draft;
import io.datastorm.generator.value.ValueMaker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Values that are made of other fields of the same record: {@code price * quantity}, or only {@code city}.
 *
 * @see <a href="https://ezylang.github.io/EvalEx/">the language of expressions</a>
 */
final class ReferenceMaker implements ValueMaker {
    private static final Pattern UNSTEADY = Pattern.compile("(?i)\\b(random|dt_now|dt_today)\\s*\\(");

    private final String path;
    private final String text;
    private final Schema target;
    private final Expression expression;
    private final Set<String> variables;

    /** For a field at this path. */
    ReferenceMaker(String path, String text, Schema target) {
        this.path = path;
        this.text = text;
        this.target = target;
        this.expression = new Expression(text);
        this.variables = variables(text);
        if (target.getType() == Schema.Type.RECORD
                || target.getType() == Schema.Type.ARRAY
                || target.getType() == Schema.Type.MAP) {
            throw new IllegalArgumentException(
                    "field %s: ref is for single values, not for the type %s".formatted(path, target.getFullName()));
        }
    }

    /** The names of the fields that an expression uses, as they are written. */
    static Set<String> variables(String expression) {
        if (UNSTEADY.matcher(expression).find()) {
            throw new IllegalArgumentException(
                    "ref '%s' would be another value each time; leave out chance and the time".formatted(expression));
        }
        try {
            return new TreeSet<>(new Expression(expression).getUsedVariables());
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "ref '%s' is not an expression: %s".formatted(expression, e.getMessage()), e);
        }
    }

    @Override
    public Object make(Draft draft) {
        IndexedRecord record = draft.record();
        try {
            Expression own = expression.copy();
            for (String name : variables) {
                Schema.Field field = record.getSchema().getField(name);
                if (record.get(field.pos()) == null && nullable()) {
                    return null;
                }
                own.with(name, plain(record.get(field.pos()), field.schema()));
            }
            return converted(own.evaluate().getValue());
        } catch (BaseException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "field %s: ref '%s' has no value in record %,d: %s"
                            .formatted(path, text, draft.position() + 1, e.getMessage()),
                    e);
        }
    }

    private boolean nullable() {
        return target.getType() == Schema.Type.UNION
                && target.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.NULL);
    }

    private static Object plain(Object value, Schema schema) {
        Schema type = schema.getType() == Schema.Type.UNION
                ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
                : schema;
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            byte[] bytes = value instanceof GenericFixed fixed ? fixed.bytes() : ((ByteBuffer) value).array();
            return new BigDecimal(new BigInteger(bytes), decimal.getScale());
        }
        return value instanceof Number || value instanceof Boolean || value == null ? value : value.toString();
    }

    private Object converted(Object result) {
        Schema type = target;
        if (target.getType() == Schema.Type.UNION) {
            for (Schema branch : target.getTypes()) {
                type = (branch.getType() == Schema.Type.NULL) == (result == null) ? branch : type;
            }
        }
        if (result instanceof BigDecimal number) {
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
        return Datum.of(type, result);
    }
}
