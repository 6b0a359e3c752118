package io.datastorm.generator.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
    private static final List<String> KNOWN = List.of("partitions", "batchSize", "linger.ms");

    @Test
    void findsWhatIsNear() {
        assertThat(Nearest.of("paritions", KNOWN)).contains("partitions");
        assertThat(Nearest.of("batch-size", KNOWN)).contains("batchSize");
        assertThat(Nearest.of("lingerms", KNOWN)).contains("linger.ms");
    }

    @Test
    void whatBeginsSoIsMeantFirst() {
        List<String> metrics = List.of("response.count", "response.p999Millis", "response.p99Millis");
        assertThat(Nearest.of("response.p99", metrics)).contains("response.p99Millis");
        assertThat(Nearest.of("part", KNOWN)).contains("partitions");
        assertThat(Nearest.of("li", KNOWN)).isEmpty();
    }

    @Test
    void saysNothingWhenNothingIsNear() {
        assertThat(Nearest.of("colour", KNOWN)).isEmpty();
        assertThat(Nearest.hint("colour", KNOWN)).isEmpty();
        // Any two single characters are one change apart.
        assertThat(Nearest.of("3", List.of("0", "1", "all"))).isEmpty();
    }
}
