package io.datastorm.generator.format;

import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.encoding.AvroEncoding;
import io.datastorm.generator.encoding.Encoding;
import io.datastorm.generator.encoding.JsonEncoding;
import io.datastorm.generator.encoding.PlainEncoding;
import io.datastorm.generator.encoding.ProtobufEncoding;
import io.datastorm.generator.protobuf.MessageFile;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** What values of a schema are written in. */
public enum Format {
    /** Avro's binary encoding, without a header: as in the Avro specification's "Binary Encoding". */
    AVRO,
    /** The same behind a {@link WireFormat header} with the id of the registered schema. */
    AVRO_REGISTRY,
    /**
     * JSON without blanks: as Kafka Connect's JsonConverter writes it without schemas, but decimals are numbers. Unions
     * have no wrapper, times are numbers in their unit, bytes are Base64.
     */
    JSON,
    /** The same behind a {@link WireFormat header} with the id of the registered {@link JsonSchema}. */
    JSON_REGISTRY,
    /** Protobuf's binary encoding of a record as a message. */
    PROTOBUF,
    /**
     * The same behind a {@link WireFormat header} with the id of the registered file, and where the message is in it.
     */
    PROTOBUF_REGISTRY,
    /** One value as text in UTF-8, the way Kafka's string serializer writes it; bytes as they are. */
    STRING,
    /** One value of bytes or text, as it is. */
    BYTES;

    /** At the end of the names of formats that have a registry. */
    public static final String REGISTRY = "-registry";

    private static final Set<Schema.Type> COLLECTIONS =
            Set.of(Schema.Type.RECORD, Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.NULL);
    private static final Set<Schema.Type> BYTES_OR_TEXT =
            Set.of(Schema.Type.BYTES, Schema.Type.FIXED, Schema.Type.STRING);

    /** How it writes. */
    Encoding encoding() {
        return switch (this) {
            case AVRO, AVRO_REGISTRY -> new AvroEncoding();
            case JSON, JSON_REGISTRY -> new JsonEncoding();
            case PROTOBUF, PROTOBUF_REGISTRY -> new ProtobufEncoding();
            case STRING, BYTES -> new PlainEncoding();
        };
    }

    /** Whether it can write what is of this type, and no union. */
    boolean writes(Schema schema) {
        return switch (this) {
            case STRING -> !COLLECTIONS.contains(schema.getType());
            case BYTES -> BYTES_OR_TEXT.contains(schema.getType());
            case PROTOBUF, PROTOBUF_REGISTRY -> schema.getType() == Schema.Type.RECORD;
            case AVRO, AVRO_REGISTRY, JSON, JSON_REGISTRY -> true;
        };
    }

    /**
     * Checks whether it can write values of a schema.
     *
     * @throws IllegalArgumentException if not
     */
    void require(Schema schema) {
        if (messages()) {
            MessageFile.descriptor(schema);
        } else if (!writes(schema) || (schema.isUnion() && (this == STRING || this == BYTES))) {
            throw new IllegalArgumentException("values of type %s cannot be written as %s; use --format avro or json"
                    .formatted(schema.getType().getName(), text()));
        }
    }

    /** Whether its values are messages of Protobuf: records, and no single values. */
    public boolean messages() {
        return this == PROTOBUF || this == PROTOBUF_REGISTRY;
    }

    /** Whether its values begin with the id of a schema in a registry. */
    public boolean registered() {
        return text().endsWith(REGISTRY);
    }

    /** What a registry gets to know of values of a schema: what their readers need. Empty if there is no registry. */
    public Optional<RegisteredSchema> registeredSchema(Schema schema) {
        return switch (this) {
            case AVRO_REGISTRY -> Optional.of(AvroSchema.of(schema));
            case JSON_REGISTRY -> Optional.of(JsonSchema.of(schema));
            case PROTOBUF_REGISTRY -> Optional.of(ProtobufSchema.of(schema));
            default -> Optional.empty();
        };
    }

    /** What stands before a value of a schema that has this id in a registry. */
    byte[] header(Schema schema, int id) {
        byte[] header = WireFormat.header(id);
        if (this != PROTOBUF_REGISTRY) {
            return header;
        }
        byte[] place = ProtobufSchema.place(schema);
        byte[] both = Arrays.copyOf(header, header.length + place.length);
        System.arraycopy(place, 0, both, header.length, place.length);
        return both;
    }

    /** As it is written in options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
