package io.datastorm.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunSecond;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run as lines: few in the long run, and nothing that matters is left out. */
final class LineViewTest {
    private final StringWriter text = new StringWriter();
    private final LineView view =
            new LineView(new Screen(new PrintWriter(text), new PrintWriter(new StringWriter()), false), false, false);

    private void second(long second, long acknowledged, long failed, String... faults) {
        Interval interval = new Interval(
                second,
                1.0,
                acknowledged,
                acknowledged,
                0.0,
                1.0,
                2.0,
                3.0,
                null,
                failed,
                0.5,
                List.of(),
                0.0,
                0L,
                List.of(faults),
                List.of());
        view.second(new RunSecond(interval, null, null, Map.of(), Map.of(), Map.of(), null));
    }

    private List<String> firstWords() {
        return text.toString()
                .lines()
                .map(line -> line.strip().split("  ", 2)[0])
                .toList();
    }

    @Test
    void aLongRunIsToldInFewLines() {
        for (long second = -2; second <= 3600; second++) {
            second(second, 1000, 0);
        }
        assertThat(firstWords())
                .hasSize(3 + 60 + 54 + 50)
                .contains("59 s", "70 s", "600 s", "660 s", "3600 s")
                .doesNotContain("65 s", "610 s");
    }

    @Test
    void whatIsNotAsItShouldBeIsAlwaysTold() {
        second(601, 1000, 0);
        second(602, 0, 0);
        second(603, 1000, 7);
        second(604, 1000, 0, "kill 1 @ 604s");
        assertThat(firstWords()).containsExactly("602 s", "603 s", "604 s");
    }

    @Test
    void theDrainCounts() {
        view.draining();
        view.awaiting(12_345);
        view.awaiting(0);
        assertThat(text.toString().strip()).isEqualTo("drain  12,345 records without an answer yet");
    }
}
