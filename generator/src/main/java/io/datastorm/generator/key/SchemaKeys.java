package io.datastorm.generator.key;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.format.WireFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Keys that are values of a schema: key <i>n</i> is value <i>n</i>, encoded as any other program does, so that equal
 * keys have equal bytes. Few of them are encoded beforehand.
 */
public final class SchemaKeys implements DrawnKeys {
    private static final int FEW = 100_000;

    private final KeyNumbers numbers;
    private final long seed;
    private final LongFunction<Object> values;
    private final KeyEncoder encoder;
    /** Of their schema in a registry; empty without. */
    private final Optional<Integer> id;
    /** Empty if there are too many. */
    private final List<byte[]> encoded;

    private final int width;

    /**
     * Without a registry.
     *
     * @param values by their numbers, as Avro's generic data; thread-safe
     */
    public SchemaKeys(KeyNumbers numbers, long seed, LongFunction<Object> values, KeyEncoder encoder) {
        this(numbers, seed, values, encoder, Optional.empty());
    }

    private SchemaKeys(
            KeyNumbers numbers, long seed, LongFunction<Object> values, KeyEncoder encoder, Optional<Integer> id) {
        this.numbers = numbers;
        this.seed = seed;
        this.values = values;
        this.encoder = encoder;
        this.id = id;
        this.encoded = numbers.count() > FEW
                ? List.of()
                : LongStream.range(0, numbers.count()).mapToObj(this::encode).toList();
        this.width = encoded.stream().mapToInt(key -> key.length).distinct().count() == 1 ? encoded.get(0).length : 0;
    }

    @Override
    public KeyDraw draw() {
        return numbers.draw(seed);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public byte[] key(long number) {
        return encoded.isEmpty() ? encode(number) : encoded.get((int) number);
    }

    private byte[] encode(long number) {
        byte[] key = encoder.encode(values.apply(number));
        return id.map(known -> WireFormat.withHeader(known, key)).orElse(key);
    }

    @Override
    public Optional<RegisteredSchema> schema() {
        return encoder.schema();
    }

    @Override
    public DrawnKeys withId(int schemaId) {
        return new SchemaKeys(numbers, seed, values, encoder, Optional.of(schemaId));
    }
}
