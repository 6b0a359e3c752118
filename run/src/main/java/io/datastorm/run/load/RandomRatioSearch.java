package io.datastorm.run.load;

import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.plain.PlainBytesGenerator;
import io.datastorm.kafka.wire.BatchFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;

/**
 * Searches for the random ratio of plain bytes at which a codec reaches a given compression ratio. Each step compresses
 * a batch of such values, as the producer does.
 */
final class RandomRatioSearch {
    /** The batch that is tried is not larger: a codec looks at less than that at a time. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int STEPS = 12;
    /** How far the ratio that is found may be from the one that was asked for. */
    private static final double TOLERANCE = 0.02;

    private final BatchFormat format;
    private final int batchBytes;
    private final Values.CompressibleBytes asked;
    private final long seed;

    /**
     * For values of a plan.
     *
     * @param format compresses batches as the sender does
     * @param batchBytes how large they are
     */
    RandomRatioSearch(BatchFormat format, long batchBytes, Values.CompressibleBytes asked, long seed) {
        this.format = format;
        this.batchBytes = (int) Math.min(MOST_BYTES, batchBytes);
        this.asked = asked;
        this.seed = seed;
    }

    /**
     * What was found.
     *
     * @param randomRatio the random part of each value
     * @param ratio bytes of a compressed batch for each byte of its records
     */
    record Found(PlainBytesGenerator generator, double randomRatio, double ratio) {}

    /**
     * Searches.
     *
     * @throws InvalidInput if values of this size never become so small
     */
    Found find() {
        Found least = at(0);
        if (least.ratio() > asked.ratio() + TOLERANCE) {
            throw new InvalidInput(
                    "--compressibility",
                    ("%s cannot be reached: the codec leaves %.2f of a batch of such values even if all but the "
                                    + "counter is zeros; give at least %.2f, or larger values")
                            .formatted(asked.ratio(), least.ratio(), Math.ceil(least.ratio() * 100) / 100));
        }
        double low = 0;
        double high = 1;
        Found best = least;
        for (int step = 0; step < STEPS; step++) {
            Found tried = at((low + high) / 2);
            best = distance(tried) < distance(best) ? tried : best;
            if (tried.ratio() < asked.ratio()) {
                low = tried.randomRatio();
            } else {
                high = tried.randomRatio();
            }
        }
        return best;
    }

    private double distance(Found found) {
        return Math.abs(found.ratio() - asked.ratio());
    }

    private Found at(double randomRatio) {
        PlainBytesGenerator generator = new PlainBytesGenerator(asked.sizes(), randomRatio, seed);
        byte[] records = records(generator);
        BatchFormat.Packing packing = format.pack(ByteBuffer.allocate(BatchFormat.HEADER_BYTES + records.length));
        packing.write(records, 0, records.length);
        double packed = packing.close().position();
        return new Found(generator, randomRatio, packed / (BatchFormat.HEADER_BYTES + records.length));
    }

    /** As many as a batch takes, at least one. */
    private byte[] records(PlainBytesGenerator generator) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batchBytes);
        DataOutputStream out = new DataOutputStream(bytes);
        EncodedRecord value = new EncodedRecord(generator.slots().size());
        for (int i = 0; i == 0 || bytes.size() + value.size() <= batchBytes; i++) {
            generator.generate(i, value);
            format.writeRecord(out, i, 0, null, ByteBuffer.wrap(value.buffer(), 0, value.size()));
        }
        return bytes.toByteArray();
    }
}
