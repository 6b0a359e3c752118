package io.datastorm.generator.key;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.format.WireFormat;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keys of a list, in its order, again and again. */
public final class ListedKeys implements DrawnKeys {
    private final List<byte[]> keys;
    private final KeyEncoder encoder;
    private final int width;

    private ListedKeys(List<byte[]> keys, KeyEncoder encoder) {
        this.keys = keys;
        this.encoder = encoder;
        int first = keys.get(0).length;
        this.width = keys.stream().allMatch(key -> key.length == first) ? first : 0;
    }

    /**
     * The lines of a file; empty ones are left out.
     *
     * @throws InvalidInput if it cannot be read, or has no lines
     */
    public static ListedKeys read(Path file, KeyEncoder encoder) {
        List<byte[]> keys = InputFile.read(file)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(encoder::encode)
                .toList();
        if (keys.isEmpty()) {
            throw new InvalidInput(file.toString(), "has no keys; write one a line");
        }
        return new ListedKeys(keys, encoder);
    }

    @Override
    public KeyDraw draw() {
        return position -> position % keys.size();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public byte[] key(long number) {
        return keys.get((int) number);
    }

    @Override
    public Optional<RegisteredSchema> schema() {
        return encoder.schema();
    }

    @Override
    public DrawnKeys withId(int schemaId) {
        return new ListedKeys(
                keys.stream().map(key -> WireFormat.withHeader(schemaId, key)).toList(), encoder);
    }
}
