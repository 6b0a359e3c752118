package io.datastorm.generator.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

final class StampTest {
    private static byte[] avro(long value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(value);
        return out.toByteArray();
    }

    private static Freshness at(long sequence, long millis) {
        Freshness freshness = new Freshness();
        freshness.set(sequence, millis);
        return freshness;
    }

    @Property
    void varintsAreAvros(@ForAll long value) throws IOException {
        byte[] expected = avro(value);
        byte[] written = new byte[expected.length];
        assertThat(Varint.width(value)).isEqualTo(expected.length);
        Varint.write(written, 0, expected.length, value);
        assertThat(written).isEqualTo(expected);
    }

    @Property
    void widthClassesAreExact(@ForAll @IntRange(min = 1, max = 9) int width) {
        assertThat(Varint.width(Varint.first(width))).isEqualTo(width);
        assertThat(Varint.width(Varint.last(width))).isEqualTo(width);
        assertThat(Varint.width(Varint.last(width) + 1)).isEqualTo(width + 1);
    }

    @Property
    void sequencesStayInTheirRangeAndDiffer(@ForAll long sequence) throws IOException {
        Stamp stamp = Stamp.Sequence.of(Iteration.between(8192, 99_999), NumberLayout.ZIGZAG);
        byte[] first = new byte[3];
        byte[] second = new byte[3];
        stamp.write(first, 0, 3, at(sequence, 0));
        stamp.write(second, 0, 3, at(sequence + 1, 0));
        assertThat(first).isNotEqualTo(second);
        assertThat(first).isEqualTo(avro(8192 + Long.remainderUnsigned(sequence, 91_808)));
    }

    @Property
    void isoTextIsTheTime(@ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
        byte[] bytes = new byte[IsoTime.WIDTH];
        new Stamp.IsoText().write(bytes, 0, IsoTime.WIDTH, at(0, millis));
        assertThat(Instant.parse(new String(bytes, StandardCharsets.US_ASCII)).toEpochMilli())
                .isEqualTo(millis);
    }

    @Property
    void uuidsAreVersion4InBothForms(@ForAll long sequence) {
        Stamp stamp = new Stamp.UuidSequence(42);
        byte[] text = new byte[36];
        byte[] binary = new byte[16];
        stamp.write(text, 0, 36, at(sequence, 0));
        stamp.write(binary, 0, 16, at(sequence, 0));
        UUID uuid = UUID.fromString(new String(text, StandardCharsets.US_ASCII));
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(java.nio.ByteBuffer.wrap(binary).getLong()).isEqualTo(uuid.getMostSignificantBits());
    }

    @Property
    void digitsCountUp(@ForAll @LongRange(min = 0, max = 9998) long sequence) {
        byte[] bytes = "ord-0000".getBytes(StandardCharsets.US_ASCII);
        new Stamp.DigitSequence().write(bytes, 4, 4, at(sequence, 0));
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("ord-%04d".formatted(sequence + 1));
    }
}
