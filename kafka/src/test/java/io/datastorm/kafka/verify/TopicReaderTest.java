package io.datastorm.kafka.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many cores and brokers there are: the answers that are in flight fit into their part of the heap. */
final class TopicReaderTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest(name = "{0} MiB, {1} brokers, {2} cores: {3} threads, {4} MiB an answer")
    @CsvSource({"128, 1, 2, 2, 8", "128, 8, 64, 16, 1", "1024, 3, 64, 64, 5", "4, 100, 64, 1, 1"})
    void answersFitIntoTheHeap(long room, int brokers, int cores, int threads, int answer) {
        int most = TopicReader.threads(room * MIB, brokers, cores);
        assertThat(most).isEqualTo(threads);
        assertThat(TopicReader.size(room * MIB / most / brokers).answerBytes() / MIB)
                .isEqualTo(answer);
    }
}
