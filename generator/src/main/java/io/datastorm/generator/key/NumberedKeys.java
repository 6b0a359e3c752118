package io.datastorm.generator.key;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.format.WireFormat;
import io.datastorm.generator.stamp.Digits;
import java.util.Optional;

/** Keys that are numbers of one size, with zeros before their digits. */
public final class NumberedKeys implements DrawnKeys {
    private final KeyNumbers numbers;
    private final long seed;
    private final KeyEncoder encoder;
    /** A key whose digits are zeros. */
    private final byte[] blank;

    private final int digits;
    private final int digitsAt;

    /**
     * For a format.
     *
     * @param size of each key's text in bytes
     */
    public NumberedKeys(KeyNumbers numbers, long seed, KeyEncoder encoder, int size) {
        this(numbers, seed, encoder, encoder.encode("0".repeat(size)));
    }

    private NumberedKeys(KeyNumbers numbers, long seed, KeyEncoder encoder, byte[] blank) {
        this.numbers = numbers;
        this.seed = seed;
        this.encoder = encoder;
        this.blank = blank;
        this.digits = numbers.digits();
        int end = blank.length;
        while (blank[end - 1] != '0') {
            end--;
        }
        this.digitsAt = end - digits;
    }

    @Override
    public KeyDraw draw() {
        return numbers.draw(seed);
    }

    @Override
    public int width() {
        return blank.length;
    }

    @Override
    public void write(long number, byte[] target, int offset) {
        System.arraycopy(blank, 0, target, offset, blank.length);
        Digits.write(target, offset + digitsAt, digits, number);
    }

    @Override
    public byte[] key(long number) {
        byte[] key = new byte[blank.length];
        write(number, key, 0);
        return key;
    }

    @Override
    public Optional<RegisteredSchema> schema() {
        return encoder.schema();
    }

    @Override
    public DrawnKeys withId(int schemaId) {
        return new NumberedKeys(numbers, seed, encoder, WireFormat.withHeader(schemaId, blank));
    }
}
