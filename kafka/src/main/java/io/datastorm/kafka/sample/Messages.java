package io.datastorm.kafka.sample;

import com.google.protobuf.CodedInputStream;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.format.WireFormat;
import io.datastorm.generator.protobuf.PlainMessage;
import io.datastorm.generator.protobuf.ProtobufFile;
import io.datastorm.generator.protobuf.RegisteredMessage;
import io.datastorm.generator.protobuf.read.ProtobufReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads values that are messages of Protobuf. Not thread-safe. */
final class Messages {
    /** What a registry calls the file of a schema is known to nobody. */
    private static final String FILE = "schema-%d.proto";

    private final Optional<PlainMessage> own;
    private final Map<Place, PlainMessage> registered = new HashMap<>();
    private Schema last;

    /** Of a schema of one's own, if it is that of a message. */
    Messages(Optional<Schema> schema) {
        this.own = schema.filter(RegisteredMessage::has).map(PlainMessage::new);
    }

    /** A message of a file in a registry. */
    private record Place(int id, List<Integer> indexes) {}

    /** Whether there is a message of one's own. */
    boolean any() {
        return own.isPresent();
    }

    /** The schema of the last message; null before the first. */
    Schema lastSchema() {
        return last;
    }

    /** Of the message of one's own. */
    Map<String, Object> own(byte[] value) throws IOException {
        return read(
                own.orElseThrow(() -> new IOException("there is no message of Protobuf to read it by")), in(value, 0));
    }

    /** Behind the id of a schema, and the place of the message in it. */
    Map<String, Object> registered(byte[] value, RegisteredSchema known) throws IOException {
        int id = WireFormat.id(value);
        CodedInputStream in = in(value, WireFormat.WIDTH);
        Place place = new Place(id, RegisteredMessage.place(in));
        PlainMessage message = registered.computeIfAbsent(
                place,
                unseen -> new PlainMessage(ProtobufReader.read(
                        new RegisteredMessage(file(FILE.formatted(id), known), place.indexes()),
                        "schema %d".formatted(id))));
        return read(message, in);
    }

    private static ProtobufFile file(String name, RegisteredSchema known) {
        return new ProtobufFile(
                name,
                known.text(),
                known.references().stream()
                        .map(reference -> file(reference.name(), reference.schema()))
                        .toList());
    }

    private static CodedInputStream in(byte[] value, int from) {
        return CodedInputStream.newInstance(value, from, value.length - from);
    }

    private Map<String, Object> read(PlainMessage message, CodedInputStream in) throws IOException {
        last = message.schema();
        try {
            return message.read(in);
        } catch (IOException e) {
            throw new IOException("it is no such message", e);
        }
    }
}
