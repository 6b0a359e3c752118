package io.datastorm.generator.avro;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.stamp.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;

/** Makes Avro's binary encoding (no header, as in the Avro specification's "Binary Encoding") of values of a schema. */
public final class AvroRecordGenerator implements RecordGenerator {
    private final Schema schema;
    private final long seed;
    private final ValueMaker maker;
    private final List<Slot> slots;

    /**
     * Compiles the schema.
     *
     * @param schema any Avro schema whose values are finite
     * @param seed same seed, same records
     * @param baseMillis the time that "now" means in generated values, in milliseconds since 1970
     * @throws IllegalArgumentException if the schema has no finite value or a hint is wrong
     */
    public AvroRecordGenerator(Schema schema, long seed, long baseMillis) {
        this.schema = schema;
        this.seed = seed;
        SchemaCompiler compiler = new SchemaCompiler(schema, seed, baseMillis);
        this.maker = compiler.compile();
        this.slots = compiler.slots();
    }

    /** The schema of the values. */
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Slot> slots() {
        return slots;
    }

    @Override
    public void generate(long position, EncodedRecord target) {
        target.reset();
        try {
            maker.write(new Draft(target, Mix.mix(seed, position)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
