package io.datastorm.generator.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.Slot;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Sizes, what is random in values, and that they differ. */
final class PlainBytesGeneratorTest {
    private static byte[] value(PlainBytesGenerator generator, long position) {
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        generator.generate(position, record);
        return record.toByteArray();
    }

    @Property(tries = 200)
    void theSizeIsExactAndTheEndIsZeros(
            @ForAll @IntRange(min = 1, max = 30_000) int size,
            @ForAll @DoubleRange(max = 1) double ratio,
            @ForAll @LongRange(max = Long.MAX_VALUE) long position) {
        PlainBytesGenerator generator = new PlainBytesGenerator(SizeDistribution.fixed(size), ratio, 7);
        byte[] value = value(generator, position);
        assertThat(value).hasSize(size).isEqualTo(value(generator, position));
        int random = Math.max(Math.min(8, size), (int) Math.round(size * ratio));
        for (int i = random; i < size; i++) {
            assertThat(value[i]).isZero();
        }
        if (random > 1000) {
            Set<Byte> seen = new HashSet<>();
            for (int i = 8; i < random; i++) {
                seen.add(value[i]);
            }
            assertThat(seen).hasSizeGreaterThan(200);
        }
    }

    /** The first bytes count on; all others stay. */
    @Property(tries = 200)
    void aStampIsTheCounter(
            @ForAll @IntRange(min = 1, max = 100) int size, @ForAll @LongRange(max = Long.MAX_VALUE) long sequence) {
        PlainBytesGenerator generator = new PlainBytesGenerator(SizeDistribution.fixed(size), 1, 7);
        EncodedRecord record = new EncodedRecord(1);
        generator.generate(5, record);
        byte[] stamped = record.toByteArray();
        Freshness now = new Freshness();
        now.set(sequence, 0);
        Slot counter = generator.slots().get(0);
        counter.stamp().write(stamped, record.slotOffset(0), record.slotWidth(0), now);
        int width = Math.min(8, size);
        assertThat(ByteBuffer.allocate(8).put(8 - width, stamped, 0, width).getLong(0))
                .isEqualTo(width == 8 ? sequence : sequence & ((1L << (8 * width)) - 1));
        assertThat(stamped).endsWith(java.util.Arrays.copyOfRange(record.toByteArray(), width, size));
    }
}
