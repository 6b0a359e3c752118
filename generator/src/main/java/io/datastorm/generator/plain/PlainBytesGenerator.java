package io.datastorm.generator.plain;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import java.util.List;

/**
 * Values of given sizes: a counter in the first 8 bytes, then random bytes, and zeros at the end. Zeros compress to
 * nearly nothing and random bytes not at all, so that the random part is about what a codec leaves.
 */
public final class PlainBytesGenerator implements RecordGenerator {
    private static final List<Slot> SLOTS = List.of(new Slot("counter", new Stamp.CounterBytes()));
    private static final byte[] ZEROS = new byte[8192];

    private final SizeDistribution sizes;
    private final double randomRatio;
    private final long seed;

    /**
     * For values of these sizes.
     *
     * @param randomRatio the part of each value that is random, 0 to 1; the counter is one of it
     * @param seed same seed, same values
     */
    public PlainBytesGenerator(SizeDistribution sizes, double randomRatio, long seed) {
        this.sizes = sizes;
        this.randomRatio = randomRatio;
        this.seed = seed;
    }

    @Override
    public List<Slot> slots() {
        return SLOTS;
    }

    @Override
    public void generate(long position, EncodedRecord target) {
        target.reset();
        long own = Mix.mix(seed, position);
        int size = sizes.size(own);
        int counter = Math.min(Stamp.CounterBytes.WIDTH, size);
        bigEndian(target, position, counter);
        target.markSlot(0, 0);
        int random = Math.max(counter, (int) Math.round(size * randomRatio));
        for (int done = counter, word = 1; done < random; done += Long.BYTES, word++) {
            bigEndian(target, Mix.mix(own, word), Math.min(Long.BYTES, random - done));
        }
        for (int left = size - random; left > 0; left -= ZEROS.length) {
            target.write(ZEROS, 0, Math.min(left, ZEROS.length));
        }
    }

    /** The last bytes of a number. */
    private static void bigEndian(EncodedRecord target, long number, int bytes) {
        for (int shift = Byte.SIZE * (bytes - 1); shift >= 0; shift -= Byte.SIZE) {
            target.write((int) (number >>> shift));
        }
    }
}
