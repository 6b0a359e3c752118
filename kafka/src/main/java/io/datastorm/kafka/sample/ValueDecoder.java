package io.datastorm.kafka.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.RegisteredSchema;
import io.datastorm.generator.infer.PlainValue;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * Makes plain values of encoded ones: JSON, Avro, or what a registry has the schema of; without a format that is told
 * from the bytes. Not thread-safe.
 */
public final class ValueDecoder {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Format> format;
    private final Optional<Schema> schema;
    private final Optional<SchemaRegistry> registry;
    private final Map<Integer, RegisteredSchema> registered = new HashMap<>();
    private final Map<String, Schema> parsed = new HashMap<>();

    /**
     * For values of one topic.
     *
     * @param schema of Avro values without a registry
     * @throws InvalidInput if something is missing for the format
     */
    public ValueDecoder(Optional<Format> format, Optional<Schema> schema, Optional<SchemaRegistry> registry) {
        this.format = format;
        this.schema = schema;
        this.registry = registry;
        if (format.filter(Format::registered).isPresent() && registry.isEmpty()) {
            throw new InvalidInput("--format", "needs a schema registry; add --schema-registry URL");
        }
        if (format.filter(Format.AVRO::equals).isPresent() && schema.isEmpty()) {
            throw new InvalidInput("--format", "avro needs the schema of the values; add --schema FILE");
        }
    }

    /**
     * The value as a plain one: maps, lists, numbers, texts.
     *
     * @throws IOException if the bytes are no such value
     * @throws InvalidInput if something is needed to read them
     */
    public Object decode(byte[] value) throws IOException {
        return switch (format.orElseGet(() -> guess(value))) {
            case JSON -> json(value, 0);
            case AVRO -> avro(schema.orElseThrow(), value, 0);
            case AVRO_REGISTRY, JSON_REGISTRY -> registered(value);
            default -> throw new InvalidInput("--format", "must be avro, avro-registry, json or json-registry");
        };
    }

    private Format guess(byte[] value) {
        if (schema.isPresent()) {
            return Format.AVRO;
        }
        boolean header = value.length > HEADER_BYTES && value[0] == 0;
        if (header && registry.isPresent()) {
            return Format.AVRO_REGISTRY;
        }
        if (header) {
            throw new InvalidInput(
                    "--schema-registry", "is missing: values begin with the id of a schema, as it seems");
        }
        if (value.length > 0 && value[0] == '{') {
            return Format.JSON;
        }
        throw new InvalidInput("--format", "is missing: values are no JSON; add --format avro --schema FILE");
    }

    private static Object json(byte[] value, int from) throws IOException {
        try {
            return JSON.readValue(value, from, value.length - from, Object.class);
        } catch (JsonProcessingException e) {
            // Its message has a part of the value.
            throw new IOException("it is not JSON", e);
        }
    }

    private static Object avro(Schema schema, byte[] value, int from) throws IOException {
        try {
            return PlainValue.of(new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, from, value.length - from, null)));
        } catch (AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new IOException("it is not of the schema", e);
        }
    }

    private Object registered(byte[] value) throws IOException {
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new IOException("it does not begin with the id of a schema");
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        RegisteredSchema known = registered.computeIfAbsent(id, registry.orElseThrow()::schema);
        return switch (known.type()) {
            case RegisteredSchema.AVRO ->
                avro(parsed.computeIfAbsent(known.text(), new Schema.Parser()::parse), value, HEADER_BYTES);
            case "JSON" -> json(value, HEADER_BYTES);
            default -> throw new IOException("schema " + id + " is of type " + known.type());
        };
    }
}
