package io.datastorm.generator.encoding;

import io.datastorm.generator.stamp.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;

/** Avro's binary encoding. What has no stamp in it, Avro's own writer writes. */
public final class AvroEncoding implements Encoding {
    @Override
    public Optional<Stamp> inPlace(Schema schema, Stamp stamp) {
        return Optional.of(stamp);
    }

    @Override
    public NodeWriter plain(Schema schema) {
        GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);
        return (value, record) -> {
            try {
                writer.write(value, record.encoder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public NodeWriter stamped(Schema schema, Stamp stamp, int slot) {
        if (stamp instanceof Stamp.WholeNumber number) {
            return ValueWriter.number(number, slot);
        }
        NodeWriter plain = plain(schema);
        if (schema.getType() != Schema.Type.STRING) {
            return (value, record) -> {
                int offset = record.size();
                plain.write(value, record);
                record.markSlot(slot, offset);
            };
        }
        return (value, record) -> {
            plain.write(value, record);
            ValueWriter.markText(record, stamp, slot, value.toString().length(), record.size());
        };
    }

    @Override
    public NodeWriter record(Schema schema, List<NodeWriter> writers) {
        return (value, record) -> {
            for (int i = 0; i < writers.size(); i++) {
                writers.get(i).write(((IndexedRecord) value).get(i), record);
            }
        };
    }

    @Override
    public NodeWriter union(Schema schema, List<NodeWriter> branches) {
        return (value, record) -> {
            int branch = GenericData.get().resolveUnion(schema, value);
            try {
                record.encoder().writeIndex(branch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            branches.get(branch).write(value, record);
        };
    }
}
