package io.datastorm.generator.plain;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.stamp.Slot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values of a file, in its order, again and again; as they are, without a counter. */
public final class PayloadFileGenerator implements RecordGenerator {
    /** Larger ones do not fit into a pool. */
    private static final long MOST_BYTES = 256 << 20;

    private final List<byte[]> values;

    private PayloadFileGenerator(List<byte[]> values) {
        this.values = values;
    }

    /**
     * Reads the values. Empty ones are left out; where lines are the values, so is a carriage return at their end.
     *
     * @param delimiter between two values; not empty
     * @throws InvalidInput if the file cannot be read, or has no values
     */
    public static PayloadFileGenerator read(Path file, String delimiter) {
        List<byte[]> values = split(
                InputFile.bytes(file, MOST_BYTES), delimiter.getBytes(StandardCharsets.UTF_8), delimiter.equals("\n"));
        if (values.isEmpty()) {
            throw new InvalidInput(file.toString(), "has no values: nothing stands between its delimiters");
        }
        return new PayloadFileGenerator(values);
    }

    private static List<byte[]> split(byte[] bytes, byte[] delimiter, boolean lines) {
        List<byte[]> values = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            boolean end = at == bytes.length;
            if (end || startsWith(bytes, at, delimiter)) {
                int to = lines && at > from && bytes[at - 1] == '\r' ? at - 1 : at;
                if (to > from) {
                    values.add(Arrays.copyOfRange(bytes, from, to));
                }
                from = at + delimiter.length;
                at = end ? at : from - 1;
            }
        }
        return values;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] delimiter) {
        return at + delimiter.length <= bytes.length
                && Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length);
    }

    @Override
    public List<Slot> slots() {
        return List.of();
    }

    @Override
    public int poolSize(int asked) {
        return values.size();
    }

    @Override
    public void generate(long position, EncodedRecord target) {
        target.reset();
        byte[] value = values.get((int) Math.floorMod(position, (long) values.size()));
        target.write(value, 0, value.length);
    }
}
