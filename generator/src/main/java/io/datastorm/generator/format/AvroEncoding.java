package io.datastorm.generator.format;

import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.Varint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;

/** Avro's binary encoding. What has no stamp in it, Avro's own writer writes. */
final class AvroEncoding implements Encoding {
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
        if (stamp instanceof Stamp.VarintSequence sequence) {
            return number(slot, first -> sequence.width());
        }
        if (stamp instanceof Stamp.EpochTime time) {
            return number(slot, time::width);
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

    /** At a width that suffices for all that the stamp will write. */
    private static NodeWriter number(int slot, LongToIntFunction widthOf) {
        return (value, record) -> {
            long number = ((Number) value).longValue();
            int width = widthOf.applyAsInt(number);
            int offset = record.extend(width);
            Varint.write(record.buffer(), offset, width, number);
            record.markSlot(slot, offset);
        };
    }

    @Override
    public NodeWriter record(List<Schema.Field> fields, List<NodeWriter> writers) {
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
