package io.datastorm.generator.encoding;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.protobuf.MessageEnum;
import io.datastorm.generator.protobuf.ProtobufType;
import io.datastorm.generator.stamp.NumberLayout;
import io.datastorm.generator.stamp.Varint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/** Writes single values as Protobuf does, without their tags. */
final class ProtobufScalars {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_A_MICRO = 1000;
    private static final int SECONDS_TAG = 1 << 3;
    private static final int NANOS_TAG = 2 << 3;
    private static final int VALUE_NUMBER = 1 << 3;

    private ProtobufScalars() {}

    /** For values of a schema. */
    static NodeWriter of(Schema schema) {
        NodeWriter plain = unwrapped(schema, ProtobufType.of(schema));
        if (!ProtobufType.wrapped(schema)) {
            return plain;
        }
        int tag = VALUE_NUMBER | ProtobufType.of(schema).wireType().number();
        return delimited(unlessZero(schema, (value, record) -> {
            record.write(tag);
            plain.write(value, record);
        }));
    }

    private static NodeWriter unwrapped(Schema schema, ProtobufType type) {
        return switch (type) {
            case DOUBLE -> fraction((value, record) -> record.encoder().writeDouble(value.doubleValue()));
            case FLOAT -> fraction((value, record) -> record.encoder().writeFloat(value.floatValue()));
            case BOOL -> (value, record) -> record.write((Boolean) value ? 1 : 0);
            case ENUM -> enumeration(schema);
            case STRING, BYTES -> ProtobufScalars::bytes;
            case TIMESTAMP -> delimited((value, record) -> time((Long) value, true, record));
            case DURATION -> delimited((value, record) -> time((Long) value, false, record));
            case MESSAGE -> throw new IllegalStateException("a record is no single value");
            default -> whole(type);
        };
    }

    /** Writes a number, in Avro's form of it, which is the same. */
    @FunctionalInterface
    private interface Fraction {
        void write(Number value, EncodedRecord record) throws IOException;
    }

    private static NodeWriter fraction(Fraction fraction) {
        return (value, record) -> {
            try {
                fraction.write((Number) value, record);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static NodeWriter whole(ProtobufType type) {
        NumberLayout layout = type.layout().orElseThrow();
        long most =
                type == ProtobufType.UINT32 || type == ProtobufType.FIXED32 ? ProtobufType.MOST_NARROW : Long.MAX_VALUE;
        boolean unsigned = type.unsigned();
        return (value, record) -> {
            long number = ((Number) value).longValue();
            if (unsigned && (number < 0 || number > most)) {
                throw new IllegalArgumentException("%d does not fit the type %s"
                        .formatted(number, type.name().toLowerCase(Locale.ROOT)));
            }
            number(layout, number, record);
        };
    }

    private static void number(NumberLayout layout, long number, EncodedRecord record) {
        int width = layout.width(number);
        int offset = record.extend(width);
        layout.write(record.buffer(), offset, width, number);
    }

    private static NodeWriter enumeration(Schema schema) {
        int[] numbers = MessageEnum.numbers(schema);
        return (value, record) -> number(NumberLayout.VARINT, numbers[schema.getEnumOrdinal(value.toString())], record);
    }

    /** A time before 1970 has a positive part of a second; a negative duration has not. */
    private static void time(long micros, boolean floor, EncodedRecord record) {
        long seconds = floor ? Math.floorDiv(micros, MICROS) : micros / MICROS;
        long nanos = (floor ? Math.floorMod(micros, MICROS) : micros % MICROS) * NANOS_OF_A_MICRO;
        if (seconds != 0) {
            record.write(SECONDS_TAG);
            number(NumberLayout.VARINT, seconds, record);
        }
        if (nanos != 0) {
            record.write(NANOS_TAG);
            number(NumberLayout.VARINT, nanos, record);
        }
    }

    private static void bytes(Object value, EncodedRecord record) {
        byte[] bytes = PlainEncoding.bytes(value);
        int width = Varint.unsignedWidth(bytes.length);
        int offset = record.extend(width);
        Varint.writeUnsigned(record.buffer(), offset, width, bytes.length);
        record.write(bytes, 0, bytes.length);
    }

    /** How many bytes text or bytes have, behind their length. */
    static int size(Object value) {
        return PlainEncoding.bytes(value).length;
    }

    /** For the keys of a map. */
    static NodeWriter ofKey(Schema map) {
        ProtobufType type = ProtobufType.ofKeys(map);
        return switch (type) {
            case STRING -> ProtobufScalars::bytes;
            case BOOL -> (value, record) -> record.write(bool(value.toString()) ? 1 : 0);
            default -> {
                NodeWriter whole = whole(type);
                yield (value, record) -> whole.write(number(value.toString()), record);
            }
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a key must be a whole number, got '" + text + "'", e);
        }
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("a key must be true or false, got '" + text + "'");
        }
        return text.equals("true");
    }

    /** Leaves out what readers assume where there is nothing: zero, false, and what is empty. */
    static NodeWriter unlessZero(Schema schema, NodeWriter writer) {
        Predicate<Object> zero = zero(schema);
        return (value, record) -> {
            if (!zero.test(value)) {
                writer.write(value, record);
            }
        };
    }

    private static Predicate<Object> zero(Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> Boolean.FALSE::equals;
            case INT, LONG -> value -> ((Number) value).longValue() == 0;
            // Minus zero is no zero.
            case FLOAT -> value -> Float.floatToRawIntBits((Float) value) == 0;
            case DOUBLE -> value -> Double.doubleToRawLongBits((Double) value) == 0;
            case ENUM -> {
                int[] numbers = MessageEnum.numbers(schema);
                yield value -> numbers[schema.getEnumOrdinal(value.toString())] == 0;
            }
            default -> value -> size(value) == 0;
        };
    }

    /** Behind its length, which is known when it is written. */
    static NodeWriter delimited(NodeWriter content) {
        return (value, record) -> {
            int start = record.extend(1);
            content.write(value, record);
            record.prefixLength(start);
        };
    }
}
