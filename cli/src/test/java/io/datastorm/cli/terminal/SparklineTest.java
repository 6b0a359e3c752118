package io.datastorm.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Figures as bars. */
final class SparklineTest {
    private static String line(boolean log, int columns, Double... values) {
        Sparkline line = new Sparkline(log);
        for (Double value : values) {
            line.add(value);
        }
        return line.last(columns);
    }

    @Test
    void ratesBeginWithZero() {
        assertThat(line(false, 10, 0.0, 50.0, 100.0)).isEqualTo("▁▅█");
        assertThat(line(false, 10, 80.0, 100.0)).isEqualTo("▇█");
    }

    @Test
    void latenciesAreToldApartByFactors() {
        assertThat(line(true, 10, 1.0, 10.0, 100.0)).isEqualTo("▁▅█");
    }

    @Test
    void aSecondWithoutAnswersHasNoBar() {
        assertThat(line(true, 10, 1.0, null, 2.0)).isEqualTo("▁ █");
        assertThat(line(true, 10, null, null)).isEqualTo("  ");
    }

    @Test
    void theLastOnesAreShown() {
        assertThat(line(false, 2, 9.0, 1.0, 2.0)).isEqualTo("▅█");
    }

    @Property
    void anyFiguresFillNoMoreThanTheirColumns(
            @ForAll boolean log,
            @ForAll @IntRange(max = 50) int columns,
            @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 1e9) Double> values) {
        String line = line(log, columns, new ArrayList<>(values).toArray(new Double[0]));
        assertThat(line).hasSize(Math.min(columns, values.size())).matches("[▁▂▃▄▅▆▇█]*");
    }
}
