package io.datastorm.kafka.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Messages in parts, of several senders at the same time, and whatever else lies in the topic. */
final class PartAssemblerTest {
    private final PartAssembler assembler = new PartAssembler("run", from -> true);

    private static ControlMessage message(int from, int length, Random random) {
        return message(from, 0, length, random);
    }

    private static ControlMessage message(int from, long number, int length, Random random) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        return new ControlMessage("run", from, new UUID(from, 7), number, (byte) 3, payload);
    }

    private static List<byte[]> encoded(ControlMessage message) {
        List<byte[]> parts = new ArrayList<>();
        for (int part = 0; part < ControlCodec.parts(message.payload()); part++) {
            parts.add(ControlCodec.encode(message, part));
        }
        return parts;
    }

    @Property(tries = 50)
    void whatArrivesIsWhatWasSent(
            @ForAll @IntRange(max = 3 * ControlCodec.PART_BYTES) int one,
            @ForAll @IntRange(max = 3 * ControlCodec.PART_BYTES) int other,
            @ForAll long seed) {
        PartAssembler fresh = new PartAssembler("run", from -> true);
        Random random = new Random(seed);
        List<ControlMessage> sent = List.of(message(-1, one, random), message(4, other, random));
        List<List<byte[]>> parts = sent.stream().map(PartAssemblerTest::encoded).toList();
        List<ControlMessage> read = new ArrayList<>();
        for (int part = 0; part < Math.max(parts.get(0).size(), parts.get(1).size()); part++) {
            for (List<byte[]> of : parts) {
                if (part < of.size()) {
                    fresh.add(ControlCodec.decode(of.get(part))).ifPresent(read::add);
                }
            }
        }
        assertThat(read).hasSize(2);
        for (ControlMessage message : read) {
            ControlMessage before = sent.get(message.from() < 0 ? 0 : 1);
            assertThat(message.from()).isEqualTo(before.from());
            assertThat(message.incarnation()).isEqualTo(before.incarnation());
            assertThat(message.type()).isEqualTo(before.type());
            assertThat(Arrays.equals(message.payload(), before.payload())).isTrue();
        }
        assertThat(fresh.ignored()).isZero();
    }

    @Property
    void rubbishIsCountedAndIgnored(@ForAll byte[] bytes) {
        PartAssembler fresh = new PartAssembler("run", from -> true);
        boolean taken = fresh.add(ControlCodec.decode(bytes)).isPresent();
        assertThat(taken || fresh.ignored() == 1 || ControlCodec.decode(bytes).parts() > 1)
                .isTrue();
    }

    @Example
    void aMessageThatMissesAPartIsDropped() {
        List<byte[]> parts = encoded(message(2, 3 * ControlCodec.PART_BYTES, new Random(1)));
        assertThat(assembler.add(ControlCodec.decode(parts.get(0)))).isEmpty();
        assertThat(assembler.add(ControlCodec.decode(parts.get(2)))).isEmpty();
        assertThat(assembler.ignored()).isEqualTo(1);
        assertThat(assembler.add(ControlCodec.decode(
                        encoded(message(2, 1, 5, new Random(1))).get(0))))
                .isPresent();
    }

    @Example
    void nothingIsOfAnotherVersionOrTooLarge() {
        byte[] other = encoded(message(0, 10, new Random(1))).get(0);
        other[0] = 1;
        assertThat(assembler.add(ControlCodec.decode(other))).isEmpty();
        assertThat(assembler.add(ControlCodec.decode(null))).isEmpty();
        assertThat(assembler.add(ControlCodec.decode(Arrays.copyOf(other, 5)))).isEmpty();
        assertThat(assembler.ignored()).isEqualTo(3);
        int most = ControlCodec.MOST_PARTS * ControlCodec.PART_BYTES;
        assertThatThrownBy(() -> ControlCodec.encode(message(0, most + 1, new Random(1)), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A producer begins a new epoch and sends what it has no answer for once more, from wherever it is. */
    @Property(tries = 50)
    void whatComesAgainIsHeardOnce(
            @ForAll @IntRange(min = 1, max = 6) int messages, @ForAll @IntRange(max = 11) int again) {
        PartAssembler fresh = new PartAssembler("run", from -> true);
        Random random = new Random(again);
        List<byte[]> parts = new ArrayList<>();
        for (int number = 0; number < messages; number++) {
            parts.addAll(encoded(message(1, number, number % 2 * (ControlCodec.PART_BYTES + 1), random)));
        }
        int end = Math.min(parts.size(), again);
        List<byte[]> stored = new ArrayList<>(parts.subList(0, end));
        stored.addAll(parts.subList(Math.max(0, end - 3), parts.size()));
        List<Long> heard = new ArrayList<>();
        stored.forEach(
                bytes -> fresh.add(ControlCodec.decode(bytes)).ifPresent(message -> heard.add(message.number())));
        assertThat(heard).hasSize(messages).isSorted().doesNotHaveDuplicates();
        assertThat(fresh.ignored()).isZero();
    }
}
