package io.datastorm.generator.compile;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ParseException;
import io.datastorm.generator.value.Draft;
import io.datastorm.generator.value.ValueConversion;
import io.datastorm.generator.value.ValueMaker;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
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
                Object used = record.get(field.pos());
                if (used == null && ValueConversion.nullable(target)) {
                    return null;
                }
                own.with(name, ValueConversion.plain(used, ValueConversion.branch(field.schema(), used)));
            }
            return ValueConversion.toType(target, own.evaluate().getValue());
        } catch (BaseException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "field %s: ref '%s' has no value in record %,d: %s"
                            .formatted(path, text, draft.position() + 1, e.getMessage()),
                    e);
        }
    }
}
