package io.datastorm.kafka.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.WireFormat;
import io.datastorm.generator.infer.PlainValue;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.registry.SchemaRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Makes plain values of encoded ones: JSON, Avro, Protobuf, or what a registry has the schema of; without a format that
 * is told from the bytes. Not thread-safe.
 */
public final class ValueDecoder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** With numbers as they are written. */
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Optional<Format> format;
    private final Optional<Schema> schema;
    private final Optional<SchemaRegistry> registry;
    private final Map<Integer, RegisteredSchema> registered = new HashMap<>();
    private final Map<String, Schema> parsed = new HashMap<>();
    private final Messages messages;
    private Schema last;

    /**
     * For values of one topic.
     *
     * @param schema of values of Avro or Protobuf without a registry
     * @throws InvalidInput if something is missing for the format
     */
    public ValueDecoder(Optional<Format> format, Optional<Schema> schema, Optional<SchemaRegistry> registry) {
        this.format = format;
        this.schema = schema;
        this.registry = registry;
        this.messages = new Messages(schema);
        if (format.filter(Format::registered).isPresent() && registry.isEmpty()) {
            throw new InvalidInput("--format", "needs a schema registry; add --schema-registry URL");
        }
        if (format.filter(Format.AVRO::equals).isPresent() && schema.isEmpty()) {
            throw new InvalidInput("--format", "avro needs the schema of the values; add --schema FILE");
        }
        if (format.filter(Format.PROTOBUF::equals).isPresent() && schema.isEmpty()) {
            throw new InvalidInput("--format", "protobuf needs the file of the messages; add --schema FILE.proto");
        }
    }

    /**
     * The value as a plain one: maps, lists, numbers, texts.
     *
     * @throws IOException if the bytes are no such value
     * @throws InvalidInput if something is needed to read them
     */
    public Object decode(byte[] value) throws IOException {
        Optional<Map<String, Object>> message = message(value);
        if (message.isPresent()) {
            last = messages.lastSchema();
            return message.get();
        }
        Layout layout = layout(value);
        return layout.schema().isPresent()
                ? PlainValue.of(avro(value, layout))
                : json(JSON, value, layout, Object.class);
    }

    /** Empty if the value is no message of Protobuf. */
    private Optional<Map<String, Object>> message(byte[] value) throws IOException {
        Format of = format.orElseGet(() -> guess(value));
        if (of == Format.PROTOBUF) {
            return Optional.of(messages.own(value));
        }
        boolean registered = of.registered() && WireFormat.hasHeader(value, 0, value.length);
        if (!registered || !known(value).type().equals(RegisteredSchema.PROTOBUF)) {
            return Optional.empty();
        }
        return Optional.of(messages.registered(value, known(value)));
    }

    private RegisteredSchema known(byte[] value) {
        return registered.computeIfAbsent(WireFormat.id(value), registry.orElseThrow()::schema);
    }

    /**
     * Where and how a value is encoded.
     *
     * @param from the offset behind the id of its schema, if it has one
     * @param schema in Avro; empty: JSON
     */
    public record Layout(int from, Optional<Schema> schema) {}

    /**
     * How a value is encoded.
     *
     * @throws IOException if the bytes are no such value
     * @throws InvalidInput if something is needed to read them
     */
    public Layout layout(byte[] value) throws IOException {
        return switch (format.orElseGet(() -> guess(value))) {
            case JSON -> new Layout(0, Optional.empty());
            case AVRO -> new Layout(0, schema);
            case AVRO_REGISTRY, JSON_REGISTRY, PROTOBUF_REGISTRY -> registered(value);
            default -> throw new InvalidInput("--format", "must be avro, avro-registry, json or json-registry");
        };
    }

    /** The schema of the last value in Avro; empty if there was none. */
    public Optional<Schema> lastSchema() {
        return Optional.ofNullable(last);
    }

    private Format guess(byte[] value) {
        boolean header = WireFormat.hasHeader(value, 0, value.length);
        if (header && registry.isPresent()) {
            return Format.AVRO_REGISTRY;
        }
        if (schema.isPresent()) {
            return messages.any() ? Format.PROTOBUF : Format.AVRO;
        }
        if (header) {
            throw new InvalidInput(
                    "--schema-registry", "is missing: values begin with the id of a schema, as it seems");
        }
        if (value.length > 0 && value[0] == '{') {
            return Format.JSON;
        }
        throw new InvalidInput(
                "--format",
                "is missing: values are no JSON; add --schema FILE for Avro or Protobuf, or --schema-registry URL");
    }

    /** Whether bytes begin with the id of a schema, as far as that can be told. */
    public boolean isRegistered(byte[] bytes) {
        return registry.isPresent() && WireFormat.hasHeader(bytes, 0, bytes.length);
    }

    /**
     * A value that is JSON, its numbers exact.
     *
     * @throws IOException if it is not
     */
    public static JsonNode json(byte[] value, Layout layout) throws IOException {
        return json(EXACT, value, layout, JsonNode.class);
    }

    private static <T> T json(ObjectMapper mapper, byte[] value, Layout layout, Class<T> type) throws IOException {
        try {
            return mapper.readValue(value, layout.from, value.length - layout.from, type);
        } catch (IOException e) {
            // Its message has a part of the value.
            throw new IOException("it is not JSON", e);
        }
    }

    /**
     * A value of Avro's generic data.
     *
     * @throws IOException if it is not of its schema
     */
    public Object avro(byte[] value, Layout layout) throws IOException {
        Schema own = layout.schema().orElseThrow();
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, layout.from, value.length - layout.from, null);
        try {
            Object decoded = new GenericDatumReader<>(own).read(null, decoder);
            if (decoder.isEnd()) {
                last = own;
                return decoded;
            }
        } catch (EOFException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | UnsupportedOperationException e) {
            throw new IOException("it is not of the schema", e);
        }
        throw new IOException("it is not of the schema: bytes are left over");
    }

    private Layout registered(byte[] value) throws IOException {
        if (!WireFormat.hasHeader(value, 0, value.length)) {
            throw new IOException("it does not begin with the id of a schema");
        }
        int id = WireFormat.id(value);
        RegisteredSchema known = known(value);
        return switch (known.type()) {
            case RegisteredSchema.AVRO -> new Layout(WireFormat.WIDTH, Optional.of(parsed(id, known)));
            case RegisteredSchema.JSON -> new Layout(WireFormat.WIDTH, Optional.empty());
            default -> throw new IOException("schema " + id + " is of type " + known.type());
        };
    }

    private Schema parsed(int id, RegisteredSchema known) throws IOException {
        try {
            return parsed.computeIfAbsent(known.text(), text -> new Schema.Parser().parse(text));
        } catch (SchemaParseException | AvroTypeException e) {
            throw new IOException(
                    "schema %d cannot be read, or refers to others, which are not read yet".formatted(id), e);
        }
    }
}
