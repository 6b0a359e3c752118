package io.datastorm.core.verify.through;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.lane.Ranges;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SequenceBitsTest {
    private static final int THREADS = 4;

    /** Also around the edges of words and of chunks. */
    @Provide
    static Arbitrary<List<Long>> sequences() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 200),
                        Arbitraries.longs().between(65_400, 65_700),
                        Arbitraries.longs().between(1_000_000, 1_000_070))
                .list()
                .ofMaxSize(300);
    }

    /** As a set of numbers does it. */
    @Property(tries = 300)
    void itIsASet(@ForAll("sequences") List<Long> added, @ForAll("sequences") List<Long> asked) {
        SequenceBits bits = new SequenceBits();
        Set<Long> set = new HashSet<>();
        for (long sequence : added) {
            assertThat(bits.add(sequence)).isEqualTo(set.add(sequence));
        }
        Ranges of = new Ranges();
        asked.forEach(first -> of.add(first, first + 70));
        assertThat(numbers(bits.in(of)))
                .containsExactly(numbers(of).stream().filter(set::contains).toArray(Long[]::new));
        assertThat(numbers(bits.notIn(of)))
                .containsExactly(numbers(of).stream()
                        .filter(sequence -> !set.contains(sequence))
                        .toArray(Long[]::new));
    }

    private static List<Long> numbers(Ranges ranges) {
        return ranges.all().stream()
                .flatMapToLong(range -> LongStream.range(range.first(), range.end()))
                .boxed()
                .toList();
    }

    /** They share the words in which the bits stand. */
    @Test
    void severalThreadsMayAdd() throws InterruptedException {
        SequenceBits bits = new SequenceBits();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = LongStream.range(0, THREADS)
                .mapToObj(number -> new Thread(() -> add(bits, number, begin)))
                .toList();
        threads.forEach(Thread::start);
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Ranges all = new Ranges();
        all.add(0, 2_000_000);
        assertThat(bits.in(all).count()).isEqualTo(2_000_000);
    }

    private static void add(SequenceBits bits, long first, CountDownLatch begin) {
        try {
            begin.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (long sequence = first; sequence < 2_000_000; sequence += THREADS) {
            bits.add(sequence);
        }
    }
}
