package io.datastorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.lab.Results;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowSecondsTest {
    private static Interval second(long number, Double maxMillis, double pauseMillis) {
        return new Interval(
                number,
                1,
                1000,
                1000,
                0.0,
                1.0,
                1.0,
                maxMillis,
                null,
                0L,
                1,
                List.of(),
                pauseMillis,
                0L,
                List.of(),
                List.of());
    }

    /** The median is 1.5 ms. */
    @Test
    void aSlowSecondIsExplainedByPausesThatAreLongEnough() {
        RunResult run = Results.seconds(List.of(
                second(0, 90.0, 90),
                second(1, 3.0, 0),
                second(2, 3.1, 1.5),
                second(3, 8.0, 4),
                second(4, 8.0, 9),
                second(5, null, 0)));
        assertThat(SlowSeconds.of(List.of(run, run))).isEqualTo(new SlowSeconds(8, 6, 4));
    }
}
