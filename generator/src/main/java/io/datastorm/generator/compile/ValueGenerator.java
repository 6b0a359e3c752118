package io.datastorm.generator.compile;

import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.value.Draft;
import io.datastorm.generator.value.ValueMaker;
import io.datastorm.generator.value.ValueSource;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Makes the values of a schema, as Avro's generic data with {@link String} for text; what they are written in is not
 * its business. A value depends on the seed and its position alone. Immutable and thread-safe.
 */
public final class ValueGenerator {
    private final long seed;
    private final ValueMaker maker;
    private final Map<String, Stamp> stamps;
    /** How many values there are where none may occur twice, by the path. */
    private final Map<String, Long> unique;

    /**
     * Compiles the schema and its rules.
     *
     * @param schema any Avro schema whose values are finite
     * @throws IllegalArgumentException if the schema has no finite value or a rule is wrong
     */
    public ValueGenerator(Schema schema, ValueSource source) {
        ValueCompiler compiler = new ValueCompiler(schema, source);
        this.seed = source.seed();
        this.maker = compiler.compile();
        this.stamps = compiler.stamps();
        this.unique = compiler.unique();
    }

    /** The value of a record. */
    public Object value(long position) {
        return maker.make(new Draft(position, Mix.mix(seed, position)));
    }

    /**
     * Checks whether a pool can have so many values.
     *
     * @throws IllegalArgumentException if a field that is unique has fewer
     */
    public void checkPool(int size) {
        unique.forEach((path, most) -> {
            if (Long.compareUnsigned(most, size) < 0) {
                throw new IllegalArgumentException(
                        "field %s: unique has %,d values, but the pool has %,d; give more values, or --pool %d"
                                .formatted(ValuePath.shown(path), most, size, most));
            }
        });
    }

    /** Which parts each record sent has afresh, by the {@link ValuePath path} of their node, in the schema's order. */
    public Map<String, Stamp> stamps() {
        return stamps;
    }
}
