package io.datastorm.generator.protobuf;

import io.datastorm.generator.stamp.NumberLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What Protobuf writes a single value as.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
public enum ProtobufType {
    DOUBLE(Schema.Type.DOUBLE, WireType.I64),
    FLOAT(Schema.Type.FLOAT, WireType.I32),
    INT32(Schema.Type.INT, NumberLayout.VARINT),
    INT64(Schema.Type.LONG, NumberLayout.VARINT),
    UINT32(Schema.Type.LONG, NumberLayout.VARINT),
    UINT64(Schema.Type.LONG, NumberLayout.VARINT),
    SINT32(Schema.Type.INT, NumberLayout.ZIGZAG),
    SINT64(Schema.Type.LONG, NumberLayout.ZIGZAG),
    FIXED32(Schema.Type.LONG, NumberLayout.FIXED32),
    FIXED64(Schema.Type.LONG, NumberLayout.FIXED64),
    SFIXED32(Schema.Type.INT, NumberLayout.FIXED32),
    SFIXED64(Schema.Type.LONG, NumberLayout.FIXED64),
    BOOL(Schema.Type.BOOLEAN, WireType.VARINT),
    ENUM(Schema.Type.ENUM, WireType.VARINT),
    STRING(Schema.Type.STRING, WireType.LEN),
    BYTES(Schema.Type.BYTES, WireType.LEN),
    MESSAGE(Schema.Type.RECORD, WireType.LEN),
    /** The message of this name; a long in microseconds since 1970. */
    TIMESTAMP(Schema.Type.LONG, WireType.LEN),
    /** The message of this name; a long in microseconds. */
    DURATION(Schema.Type.LONG, WireType.LEN);

    /** The property of a schema that says more than its Avro type does. */
    public static final String PROPERTY = "protobuf";

    /** The largest number of 32 bits without a sign. */
    public static final long MOST_NARROW = 0xFFFF_FFFFL;

    private static final String WELL_KNOWN = "google.protobuf.";
    private static final String WRAPPER = "Value";

    private final Schema.Type avro;
    private final WireType wireType;
    /** Null if it is no whole number. */
    private final NumberLayout layout;

    ProtobufType(Schema.Type avro, NumberLayout layout) {
        this.avro = avro;
        this.layout = layout;
        this.wireType = switch (layout) {
            case FIXED32 -> WireType.I32;
            case FIXED64 -> WireType.I64;
            default -> WireType.VARINT;
        };
    }

    ProtobufType(Schema.Type avro, WireType wireType) {
        this.avro = avro;
        this.layout = null;
        this.wireType = wireType;
    }

    /** What stands behind a field's number in its tag. */
    public enum WireType {
        VARINT(0),
        I64(1),
        LEN(2),
        I32(5);

        private final int number;

        WireType(int number) {
            this.number = number;
        }

        /** Its number. */
        public int number() {
            return number;
        }
    }

    /** Of values of a schema that is no union, array or map. */
    public static ProtobufType of(Schema schema) {
        return said(schema).flatMap(ProtobufType::find).orElseGet(() -> ofAvro(schema.getType()));
    }

    /** Of the keys of a map, which are text in Avro. */
    public static ProtobufType ofKeys(Schema map) {
        return map.getObjectProp(PROPERTY) instanceof String name ? find(name).orElse(STRING) : STRING;
    }

    /** Whether a value is the only field of a message, so that it may be absent. */
    public static boolean wrapped(Schema schema) {
        return said(schema).filter(name -> name.endsWith(WRAPPER)).isPresent();
    }

    /** What the property says, if it is one of ours: others may have a property of this name, too. */
    private static Optional<String> said(Schema schema) {
        return schema.getObjectProp(PROPERTY) instanceof String name
                ? Optional.of(name).filter(known -> find(known)
                        .filter(type -> type.avro == schema.getType())
                        .isPresent())
                : Optional.empty();
    }

    private static ProtobufType ofAvro(Schema.Type type) {
        return switch (type) {
            case INT -> INT32;
            case LONG -> INT64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOL;
            case ENUM -> ENUM;
            case STRING -> STRING;
            case BYTES, FIXED -> BYTES;
            case RECORD -> MESSAGE;
            default -> throw new IllegalArgumentException("there is no single value of type " + type);
        };
    }

    /** As a {@code .proto} file writes it: {@code sint64}, or the full name of a message without a dot before it. */
    public static ProtobufType named(String name) {
        return find(name).orElseThrow();
    }

    private static Optional<ProtobufType> find(String name) {
        String plain = name.startsWith(WELL_KNOWN) ? name.substring(WELL_KNOWN.length()) : name;
        String scalar = plain.endsWith(WRAPPER) ? plain.substring(0, plain.length() - WRAPPER.length()) : plain;
        return Arrays.stream(values())
                .filter(type -> type.name().equals(scalar.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** As a {@code .proto} file writes it; not for enums and messages of one's own. */
    static String name(Schema schema) {
        return said(schema).orElseGet(() -> of(schema).name().toLowerCase(Locale.ROOT));
    }

    /** The Avro type of its values. */
    public Schema.Type avro() {
        return avro;
    }

    /** What stands in the tag of a field of this type. */
    public WireType wireType() {
        return wireType;
    }

    /** How whole numbers are written; empty for other values. */
    public Optional<NumberLayout> layout() {
        return Optional.ofNullable(layout);
    }

    /** Whether a long has 32 bits in Protobuf. */
    public static boolean narrow(Schema schema) {
        return schema.getType() == Schema.Type.LONG
                && EnumSet.of(UINT32, FIXED32).contains(of(schema));
    }

    /** Whether it has no negative numbers. */
    public boolean unsigned() {
        return this == UINT32 || this == UINT64 || this == FIXED32 || this == FIXED64;
    }

    /** Whether many of them in a row need no tags. */
    public boolean packable() {
        return wireType != WireType.LEN;
    }
}
