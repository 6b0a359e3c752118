package io.datastorm.generator.avro;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.value.ValueSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;

/** Makes Avro's binary encoding (no header, as in the Avro specification's "Binary Encoding") of values of a schema. */
public final class AvroRecordGenerator implements RecordGenerator {
    private final Schema schema;
    private final ValueGenerator values;
    private final AvroWriter writer;

    /**
     * For a schema that is not a file.
     *
     * @param seed same seed, same records
     * @param baseMillis the time that "now" means in values, in milliseconds since 1970
     */
    public AvroRecordGenerator(Schema schema, long seed, long baseMillis) {
        this(schema, new ValueSource(seed, baseMillis, Optional.empty()));
    }

    /**
     * Compiles the schema.
     *
     * @param schema any Avro schema whose values are finite
     * @throws IllegalArgumentException if the schema has no finite value or a rule is wrong
     */
    public AvroRecordGenerator(Schema schema, ValueSource source) {
        this.schema = schema;
        this.values = new ValueGenerator(schema, source);
        this.writer = new AvroWriter(schema, values.stamps());
    }

    /** The schema of the values. */
    public Schema schema() {
        return schema;
    }

    @Override
    public void require(int pool) {
        values.require(pool);
    }

    @Override
    public List<Slot> slots() {
        return writer.slots();
    }

    @Override
    public void generate(long position, EncodedRecord target) {
        target.reset();
        try {
            writer.write(
                    values.value(position),
                    new AvroWriter.Target(target, EncoderFactory.get().directBinaryEncoder(target, null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
