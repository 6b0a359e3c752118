package io.datastorm.generator.key;

import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.stamp.Digits;
import java.nio.file.Path;
import java.util.List;

/**
 * Keys that are drawn for each record, whatever its value. Numbers are written with as many digits as the largest one
 * has. Immutable and thread-safe; nothing but {@link #draw} and {@link #key} allocates.
 */
public final class DrawnKeys {
    private final KeyNumbers numbers;
    private final long seed;
    /** The keys themselves; empty if they are digits. */
    private final List<byte[]> texts;
    /** A key whose digits are zeros. */
    private final byte[] blank;

    private final int digitsAt;
    private final int digits;

    private DrawnKeys(KeyNumbers numbers, long seed, KeyEncoder encoder) {
        this.numbers = numbers;
        this.seed = seed;
        this.texts = List.of();
        this.digits = Long.toString(numbers.count() - 1).length();
        this.blank = encoder.encode("0".repeat(digits));
        int end = blank.length;
        while (blank[end - 1] != '0') {
            end--;
        }
        this.digitsAt = end - digits;
    }

    private DrawnKeys(List<byte[]> texts) {
        this.numbers = new KeyNumbers.Sequence();
        this.seed = 0;
        this.texts = texts;
        this.digits = 0;
        this.digitsAt = 0;
        boolean same = texts.stream().allMatch(text -> text.length == texts.get(0).length);
        this.blank = same ? texts.get(0) : new byte[0];
    }

    /** Keys that are numbers. */
    public static DrawnKeys of(KeyNumbers numbers, long seed, KeyEncoder encoder) {
        return new DrawnKeys(numbers, seed, encoder);
    }

    /**
     * The lines of a file, in its order, again and again.
     *
     * @throws InvalidInput if it cannot be read, or has no lines
     */
    public static DrawnKeys read(Path file, KeyEncoder encoder) {
        List<byte[]> texts = InputFile.read(file)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(encoder::encode)
                .toList();
        if (texts.isEmpty()) {
            throw new InvalidInput(file.toString(), "has no keys; write one a line");
        }
        return new DrawnKeys(texts);
    }

    /** Bytes of each key; 0: they differ. */
    public int width() {
        return blank.length;
    }

    /** For one thread. */
    public KeyDraw draw() {
        return numbers.draw(seed);
    }

    /** Writes a key of {@link #width} bytes. */
    public void write(long number, byte[] target, int offset) {
        System.arraycopy(texts.isEmpty() ? blank : text(number), 0, target, offset, blank.length);
        if (texts.isEmpty()) {
            Digits.write(target, offset + digitsAt, digits, number);
        }
    }

    /** A key. Not to be changed. */
    public byte[] key(long number) {
        if (!texts.isEmpty()) {
            return text(number);
        }
        byte[] key = new byte[blank.length];
        write(number, key, 0);
        return key;
    }

    private byte[] text(long number) {
        return texts.get((int) (number % texts.size()));
    }
}
