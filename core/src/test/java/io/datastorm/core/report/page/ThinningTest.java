package io.datastorm.core.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Charts of long runs: small, and no extreme is lost. */
final class ThinningTest {
    private static final int MOST = 1440;

    private static Chart.Lines lines(int seconds, long seed) {
        Random random = new Random(seed);
        List<Double> values = IntStream.range(0, seconds)
                .mapToObj(i -> random.nextInt(10) == 0 ? null : (Double) random.nextDouble())
                .collect(Collectors.toList());
        return new Chart.Lines(
                "t",
                "run",
                IntStream.rangeClosed(1, seconds).mapToObj(i -> (double) i).toList(),
                List.of(new Chart.Series("a", values), new Chart.Series("none", Collections.nCopies(seconds, null))),
                List.of(),
                List.of(),
                false);
    }

    private static List<Double> known(Chart.Lines lines) {
        return lines.series().get(0).values().stream().filter(Objects::nonNull).toList();
    }

    @Property(tries = 100)
    void extremesAreKept(@ForAll @IntRange(min = 1, max = 100_000) int seconds, @ForAll long seed) {
        Chart.Lines all = lines(seconds, seed);
        Chart.Lines thin = Thinning.of(all);
        assertThat(thin.seconds().size()).isLessThanOrEqualTo(MOST);
        assertThat(thin.seconds()).isSorted().endsWith((double) seconds);
        assertThat(thin.series())
                .allSatisfy(series -> assertThat(series.values()).hasSameSizeAs(thin.seconds()));
        assertThat(thin.series().get(1).values()).containsOnlyNulls();
        List<Double> before = known(all);
        if (!before.isEmpty()) {
            assertThat(Collections.max(known(thin))).isEqualTo(Collections.max(before));
            assertThat(Collections.min(known(thin))).isEqualTo(Collections.min(before));
        }
    }

    @Test
    void aShortRunKeepsAllItsSeconds() {
        Chart.Lines lines = lines(MOST, 7);
        assertThat(Thinning.of(lines)).isSameAs(lines);
    }
}
