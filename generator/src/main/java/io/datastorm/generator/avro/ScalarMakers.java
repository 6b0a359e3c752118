package io.datastorm.generator.avro;

import com.github.curiousoddman.rgxgen.RgxGen;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Makers for everything but records, unions, arrays and maps: sensible values where the schema says no more than a
 * type.
 */
final class ScalarMakers {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int DAYS_BACK = 30;
    private static final int MAX_DECIMAL_DIGITS = 6;

    private final long baseMillis;

    ScalarMakers(long baseMillis) {
        this.baseMillis = baseMillis;
    }

    ValueMaker of(Schema schema, Hint hint) {
        if (!hint.oneOf().isEmpty()) {
            return oneOf(schema, hint.oneOf());
        }
        return switch (schema.getType()) {
            case NULL -> draft -> draft.out().writeNull();
            case BOOLEAN -> draft -> draft.out().writeBoolean(draft.random().nextBoolean());
            case INT -> ofInt(schema, hint);
            case LONG -> ofLong(schema, hint);
            case FLOAT -> draft -> draft.out().writeFloat((float) fraction(draft, hint));
            case DOUBLE -> draft -> draft.out().writeDouble(fraction(draft, hint));
            case STRING -> ofString(hint);
            case BYTES -> ofBytes(schema, hint);
            case FIXED -> ofFixed(schema, hint);
            case ENUM ->
                draft -> draft.out()
                        .writeEnum(
                                draft.random().nextInt(schema.getEnumSymbols().size()));
            default -> throw new IllegalArgumentException("not a scalar: " + schema.getType());
        };
    }

    private static ValueMaker oneOf(Schema schema, List<Object> values) {
        ValueMaker[] makers =
                values.stream().map(value -> constant(schema, value)).toArray(ValueMaker[]::new);
        return draft -> makers[draft.random().nextInt(makers.length)].write(draft);
    }

    private static ValueMaker constant(Schema schema, Object value) {
        Schema.Type type = schema.getType();
        boolean fits =
                switch (type) {
                    case STRING, NULL -> true;
                    case INT, LONG -> value instanceof Integer || value instanceof Long;
                    case FLOAT, DOUBLE -> value instanceof Number;
                    case BOOLEAN -> value instanceof Boolean;
                    case ENUM -> schema.hasEnumSymbol(value.toString());
                    default -> false;
                };
        if (!fits) {
            throw new IllegalArgumentException("oneOf: '%s' is no value of the type %s"
                    .formatted(value, schema.getType().getName()));
        }
        return switch (type) {
            case STRING -> draft -> draft.writeAscii(value.toString());
            case INT -> draft -> draft.out().writeInt(((Number) value).intValue());
            case LONG -> draft -> draft.out().writeLong(((Number) value).longValue());
            case FLOAT -> draft -> draft.out().writeFloat(((Number) value).floatValue());
            case DOUBLE -> draft -> draft.out().writeDouble(((Number) value).doubleValue());
            case BOOLEAN -> draft -> draft.out().writeBoolean((Boolean) value);
            case ENUM -> draft -> draft.out().writeEnum(schema.getEnumOrdinal(value.toString()));
            default -> draft -> draft.out().writeNull();
        };
    }

    /** Sizes are bounded: a value must fit into memory many times. */
    private static void requireSize(Hint hint) {
        if (hint.maxOr(0) > Hint.MAX_SIZE || hint.minOr(0) > Hint.MAX_SIZE || hint.minOr(0) < 0) {
            throw new IllegalArgumentException("min and max of a size must be 0 to %,d, got %,d to %,d"
                    .formatted(Hint.MAX_SIZE, hint.minOr(0), hint.maxOr(hint.minOr(0))));
        }
    }

    private ValueMaker ofInt(Schema schema, Hint hint) {
        return switch (logical(schema)) {
            case "date" ->
                draft -> draft.out()
                        .writeInt((int) (baseMillis / MILLIS_PER_DAY)
                                - draft.random().nextInt(DAYS_BACK));
            case "time-millis" -> draft -> draft.out().writeInt((int) draft.between(0, MILLIS_PER_DAY - 1));
            default -> draft -> draft.out().writeInt((int) draft.between(hint.minOr(0), hint.maxOr(9_999)));
        };
    }

    private static ValueMaker ofLong(Schema schema, Hint hint) {
        return logical(schema).equals("time-micros")
                ? draft -> draft.out().writeLong(draft.between(0, MILLIS_PER_DAY * 1000 - 1))
                : draft -> draft.out().writeLong(draft.between(hint.minOr(0), hint.maxOr(999_999)));
    }

    private static double fraction(Draft draft, Hint hint) {
        double min = hint.min().orElse(0.0);
        double value = min + draft.random().nextDouble() * (hint.max().orElse(min + 100.0) - min);
        if (hint.decimals().isEmpty()) {
            return value;
        }
        int places = hint.decimals().get().intValue();
        return BigDecimal.valueOf(value)
                .setScale(places, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static ValueMaker ofString(Hint hint) {
        if (hint.pattern().isPresent()) {
            RgxGen pattern = RgxGen.parse(hint.pattern().get());
            return draft -> draft.writeAscii(pattern.generate(draft.random()));
        }
        if (hint.min().isEmpty() && hint.max().isEmpty()) {
            return draft -> draft.writeAscii(
                    Words.text(draft.random(), 1 + draft.random().nextInt(3)));
        }
        requireSize(hint);
        return draft -> {
            int length = (int) draft.between(hint.minOr(0), hint.maxOr(Math.max(hint.minOr(0), 16)));
            // A word is shorter than eight letters on average: this many surely fill the length.
            draft.writeAscii(Words.text(draft.random(), length / 3 + 1).substring(0, length));
        };
    }

    private static ValueMaker ofBytes(Schema schema, Hint hint) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return draft -> draft.out().writeBytes(decimal(draft, decimal, hint).toByteArray());
        }
        if (logical(schema).equals("big-decimal")) {
            return draft -> {
                BigDecimal value = BigDecimal.valueOf(draft.between(hint.minOr(0) * 100, hint.maxOr(10_000) * 100), 2);
                ByteBuffer bytes = new Conversions.BigDecimalConversion().toBytes(value, schema, logical);
                draft.out().writeBytes(bytes);
            };
        }
        requireSize(hint);
        return draft -> {
            byte[] bytes = new byte[(int) draft.between(hint.minOr(8), hint.maxOr(Math.max(hint.minOr(8), 16)))];
            draft.random().nextBytes(bytes);
            draft.out().writeBytes(bytes);
        };
    }

    private static ValueMaker ofFixed(Schema schema, Hint hint) {
        int size = schema.getFixedSize();
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return draft -> {
                byte[] number = decimal(draft, decimal, hint).toByteArray();
                byte[] bytes = new byte[size];
                Arrays.fill(bytes, (byte) (number[0] < 0 ? -1 : 0));
                System.arraycopy(number, 0, bytes, size - number.length, number.length);
                draft.out().writeFixed(bytes);
            };
        }
        return draft -> {
            byte[] bytes = new byte[size];
            draft.random().nextBytes(bytes);
            draft.out().writeFixed(bytes);
        };
    }

    /** The unscaled value of a decimal within the hinted range, or with up to {@link #MAX_DECIMAL_DIGITS} digits. */
    private static BigInteger decimal(Draft draft, LogicalTypes.Decimal type, Hint hint) throws IOException {
        long largest = (long) Math.pow(10, Math.min(type.getPrecision(), 18)) - 1;
        double scale = Math.pow(10, type.getScale());
        long low = hint.min().map(min -> Math.round(min * scale)).orElse(0L);
        long defaultHigh = (long) Math.pow(10, Math.min(type.getPrecision(), MAX_DECIMAL_DIGITS)) - 1;
        long high = hint.max().map(max -> Math.round(max * scale)).orElse(defaultHigh);
        return BigInteger.valueOf(draft.between(Math.max(low, -largest), Math.min(high, largest)));
    }

    private static String logical(Schema schema) {
        return schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    }
}
