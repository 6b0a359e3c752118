package io.datastorm.generator.value;

import io.datastorm.generator.rule.Range;
import io.datastorm.generator.rule.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.function.ToDoubleFunction;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Makers for everything but records, unions, arrays and maps: sensible values where a schema says no more than a type.
 */
public final class Scalars {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int DAYS_BACK = 30;
    /** Of a decimal without a range. */
    private static final int DECIMAL_DIGITS = 6;

    private final long seed;
    private final long baseMillis;
    private final ChoiceValues choices;
    private final Texts texts = new Texts();

    /** Makers of values of a source. */
    public Scalars(ValueSource source) {
        this.seed = source.seed();
        this.baseMillis = source.baseMillis();
        this.choices = new ChoiceValues(source.folder(), seed);
    }

    /**
     * A maker of values of a type: of any, if the rule gives values to choose from.
     *
     * @throws IllegalArgumentException if the rule does not fit
     */
    public ValueMaker of(Schema schema, Rule rule) {
        if (rule.choices().isPresent()) {
            return choices.of(schema, rule);
        }
        return switch (schema.getType()) {
            case BOOLEAN -> ofBoolean(rule);
            case INT -> ofInt(schema, rule);
            case LONG -> ofLong(schema, rule);
            case FLOAT -> {
                ToDoubleFunction<Draft> fraction = fraction(rule);
                yield draft ->
                        (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, fraction.applyAsDouble(draft)));
            }
            case DOUBLE -> fraction(rule)::applyAsDouble;
            case STRING -> texts.of(rule);
            case BYTES -> ofBytes(schema, rule);
            case FIXED -> ofFixed(schema, rule);
            case ENUM ->
                draft -> new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(draft.random()
                                        .nextInt(schema.getEnumSymbols().size())));
            default -> throw new IllegalArgumentException("not a scalar: " + schema.getType());
        };
    }

    /**
     * How many different values a rule has whose values are unique.
     *
     * @throws IllegalArgumentException if they cannot be
     */
    public long different(Schema schema, Rule rule) {
        if (rule.choices().filter(choices -> choices.file().isEmpty()).isPresent()) {
            return rule.choices().get().values().stream().distinct().count();
        }
        boolean whole = schema.getType() == Schema.Type.INT || schema.getType() == Schema.Type.LONG;
        if (!whole || rule.range().max().isEmpty()) {
            throw new IllegalArgumentException("unique is for whole numbers with max, and for values to choose from");
        }
        return rule.range().last(0) - rule.range().first(0) + 1;
    }

    private static ValueMaker ofBoolean(Rule rule) {
        if (rule.toggle().isPresent()) {
            boolean first = rule.toggle().get();
            return draft -> first ^ draft.position() % 2 != 0;
        }
        double odds = rule.odds().orElse(0.5);
        return draft -> draft.random().nextDouble() < odds;
    }

    private ValueMaker ofInt(Schema schema, Rule rule) {
        if (rule.iteration().isPresent()) {
            return draft -> (int) rule.iteration().get().value(draft.position());
        }
        boolean free = !rule.range().given() && rule.distribution().isEmpty();
        long today = baseMillis / MILLIS_PER_DAY;
        Numbers.Whole number =
                switch (free ? logical(schema) : "") {
                    case "date" -> draft -> today - draft.random().nextInt(DAYS_BACK);
                    case "time-millis" -> draft -> draft.between(0, MILLIS_PER_DAY - 1);
                    default ->
                        Numbers.whole(
                                rule, lowest(rule, Integer.MIN_VALUE), highest(rule, Integer.MAX_VALUE, 9_999), seed);
                };
        return draft -> (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.draw(draft)));
    }

    private ValueMaker ofLong(Schema schema, Rule rule) {
        if (rule.iteration().isPresent()) {
            return draft -> rule.iteration().get().value(draft.position());
        }
        boolean free = !rule.range().given() && rule.distribution().isEmpty();
        Numbers.Whole number = free && logical(schema).equals("time-micros")
                ? draft -> draft.between(0, MILLIS_PER_DAY * 1000 - 1)
                : Numbers.whole(rule, lowest(rule, Long.MIN_VALUE), highest(rule, Long.MAX_VALUE, 999_999), seed);
        return number::draw;
    }

    /** A range of arg.properties without an end goes to the end of the type; one of ours begins at 0. */
    private static long lowest(Rule rule, long type) {
        return rule.range().open() ? type : 0;
    }

    private static long highest(Rule rule, long type, long otherwise) {
        return rule.range().open() ? type : otherwise;
    }

    private static ToDoubleFunction<Draft> fraction(Rule rule) {
        if (rule.fractions().isPresent()) {
            return draft -> rule.fractions().get().value(draft.position());
        }
        Range range = rule.range();
        boolean open = range.open();
        double low = open ? -Float.MAX_VALUE : Math.min(0, range.high(100) - 100);
        double high = open ? Float.MAX_VALUE : range.low(0) + 100;
        return Numbers.fraction(rule, low, high);
    }

    private ValueMaker ofBytes(Schema schema, Rule rule) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            Numbers.Whole number = decimal(decimal, rule);
            return draft ->
                    ByteBuffer.wrap(BigInteger.valueOf(number.draw(draft)).toByteArray());
        }
        if (schema.getLogicalType() instanceof LogicalTypes.BigDecimal) {
            long low = cents(rule.range().low(0));
            long high = cents(rule.range().high(Math.max(10_000, rule.range().low(0))));
            return draft -> new Conversions.BigDecimalConversion()
                    .toBytes(BigDecimal.valueOf(draft.between(low, high), 2), schema, schema.getLogicalType());
        }
        int least = rule.length().map(length -> length.least()).orElse(8);
        int most = rule.length().map(length -> length.most()).orElse(16);
        return draft -> {
            byte[] bytes = new byte[(int) draft.between(least, most)];
            draft.random().nextBytes(bytes);
            return ByteBuffer.wrap(bytes);
        };
    }

    private static long cents(double amount) {
        return Math.round(amount * 100);
    }

    private ValueMaker ofFixed(Schema schema, Rule rule) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            Numbers.Whole number = decimal(decimal, rule);
            return draft -> new Conversions.DecimalConversion()
                    .toFixed(BigDecimal.valueOf(number.draw(draft), decimal.getScale()), schema, decimal);
        }
        return draft -> {
            byte[] bytes = new byte[schema.getFixedSize()];
            draft.random().nextBytes(bytes);
            return new GenericData.Fixed(schema, bytes);
        };
    }

    /** The unscaled value of a decimal within the range, or of up to {@link #DECIMAL_DIGITS} digits. */
    private Numbers.Whole decimal(LogicalTypes.Decimal type, Rule rule) {
        long largest = (long) Math.pow(10, Math.min(type.getPrecision(), 18)) - 1;
        double scale = Math.pow(10, type.getScale());
        double low = rule.range().low(0) * scale;
        double high = rule.range().max().isPresent()
                ? rule.range().high(0) * scale - (rule.range().open() ? 1 : 0)
                : Math.max(low, Math.pow(10, Math.min(type.getPrecision(), DECIMAL_DIGITS)) - 1);
        if (low < -largest || high > largest || low > high) {
            throw new IllegalArgumentException(
                    "the range %s to %s does not fit a decimal of %d digits, %d of them behind the point"
                            .formatted(low / scale, high / scale, type.getPrecision(), type.getScale()));
        }
        if (rule.distribution().isPresent() || rule.decimals().isPresent()) {
            ToDoubleFunction<Draft> amount = Numbers.fraction(rule, low / scale, high / scale);
            return draft -> Math.max(-largest, Math.min(largest, Math.round(amount.applyAsDouble(draft) * scale)));
        }
        long first = Math.round(low);
        long last = Math.round(high);
        return draft -> draft.between(first, last);
    }

    private static String logical(Schema schema) {
        return schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    }
}
