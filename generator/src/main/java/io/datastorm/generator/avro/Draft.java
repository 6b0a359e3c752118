package io.datastorm.generator.avro;

import io.datastorm.generator.EncodedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The value that is being made: where it goes, Avro's encoder for it, and the randomness of its position. */
final class Draft {
    private final EncodedRecord target;
    private final BinaryEncoder out;
    private final Random random;

    Draft(EncodedRecord target, long seed) {
        this.target = target;
        // Unbuffered: the target's size is the position of the next byte, which is how slots are found.
        this.out = EncoderFactory.get().directBinaryEncoder(target, null);
        this.random = new Random(seed);
    }

    BinaryEncoder out() {
        return out;
    }

    Random random() {
        return random;
    }

    EncodedRecord target() {
        return target;
    }

    /** A number of the closed range, which may be the whole of long. */
    long between(long low, long high) {
        long span = high - low;
        if (span == -1) {
            return random.nextLong();
        }
        long drawn = span >= 0 && span < Integer.MAX_VALUE
                ? random.nextInt((int) span + 1)
                : Long.remainderUnsigned(random.nextLong(), span + 1);
        return low + drawn;
    }

    void writeAscii(String text) throws java.io.IOException {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
