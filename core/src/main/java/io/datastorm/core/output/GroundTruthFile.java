package io.datastorm.core.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.topic.Topics;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.dirt.EventFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code ground-truth.jsonl}: a line of JSON for each event that was wrong on purpose, in the order in which their fate
 * became known. For one thread.
 */
public final class GroundTruthFile implements AutoCloseable {
    private final JsonGenerator out;
    private final Map<String, Events> streams;

    /**
     * Where the events of a stream go, and how they are found there.
     *
     * @param topics of the stream: they say what the number of a partition means
     * @param fields by which an event is known
     */
    public record Events(Topics topics, EventFields fields) {}

    /** Creates the file; streams by their names. */
    public GroundTruthFile(Path directory, Map<String, Events> streams) throws IOException {
        this.streams = Map.copyOf(streams);
        // A mapper gives fields of any type to the generator; there may be tens of thousands of lines a second.
        this.out = new ObjectMapper()
                .createGenerator(
                        Files.newBufferedWriter(directory.resolve("ground-truth.jsonl"), StandardCharsets.UTF_8))
                .setRootValueSeparator(new SerializedString("\n"));
    }

    /** Appends the events of a second. */
    void append(RecordedSecond second) throws IOException {
        for (RecordedSecond.OfStream part : second.streams()) {
            for (DirtyRecord record : part.dirty()) {
                write(part.name(), streams.get(part.name()), record);
            }
        }
        out.flush();
    }

    private void write(String stream, Events events, DirtyRecord record) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", record.kind().text());
        out.writeStringField("stream", stream);
        topic(events.topics(), record);
        out.writeNumberField("number", record.number());
        out.writeObjectFieldStart("fields");
        for (Map.Entry<String, Object> field :
                events.fields().of(record.number()).entrySet()) {
            out.writePOJOField(field.getKey(), field.getValue());
        }
        out.writeEndObject();
        number(
                "partition",
                nowhere(record) ? DirtyRecord.NOWHERE : events.topics().partition(record.partition()));
        number("offset", record.offset());
        out.writeNumberField("timestampMillis", record.timestampMillis());
        if (record.kind() == DirtKind.LATE) {
            out.writeNumberField("delayMillis", record.delayMillis());
        }
        out.writeEndObject();
    }

    /** One that was dropped is in none of several topics. */
    private void topic(Topics topics, DirtyRecord record) throws IOException {
        if (topics.count() > 1 && nowhere(record)) {
            out.writeNullField("topic");
        } else {
            out.writeStringField("topic", nowhere(record) ? topics.names().get(0) : topics.name(record.partition()));
        }
    }

    private static boolean nowhere(DirtyRecord record) {
        return record.partition() == DirtyRecord.NOWHERE;
    }

    /** Null if the record is nowhere. */
    private void number(String name, long number) throws IOException {
        if (number == DirtyRecord.NOWHERE) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, number);
        }
    }

    @Override
    public void close() throws IOException {
        // Separators stand between lines only.
        out.writeRaw('\n');
        out.close();
    }
}
