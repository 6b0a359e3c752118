package io.datastorm.canary.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was promised, and when it is violated. */
final class ObjectiveTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> changes = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "availability>99,must have a figure",
        "availability>99 over 2h,'the window must be 5m, 1h or 24h'",
        "avail>99 over 1h,unknown metric 'avail'",
        "availability over 1h,is not a threshold",
        "availability>x over 1h,'the bound ''x'' is not a number'"
    })
    void whatCannotBeReadIsExplained(String text, String message) {
        assertThatThrownBy(() -> Objective.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency.endToEnd.p99Millis", "latency.response.p50Millis", "latency.endToEnd.maxMillis"})
    void eachFigureHasAValue(String metric) {
        SlidingWindow window = new SlidingWindow(Window.FIVE_MINUTES, 0);
        window.add(new Decision(0, Outcome.GOOD, 20_000_000, 20_000_000), 1);
        Objective objective = Objective.parse(metric + "<100 over 5m");
        assertThat(objective.value(window.figures(1))).isBetween(19.8, 20.2);
    }

    private void judge(CanaryFigures figures, long second) {
        figures.judge(second * SECOND, now -> changes.add(second + " " + (now.met() ? "met" : "violated")));
    }

    /** One record a second; those of the second minute fail. */
    @Test
    void aViolationBeginsAndEndsOnce() {
        CanaryFigures figures = new CanaryFigures(List.of(Objective.parse("availability>=95 over 5m")), 0);
        for (long second = 1; second <= 900; second++) {
            Outcome outcome = second > 60 && second <= 120 ? Outcome.NOT_READ : Outcome.GOOD;
            figures.decided(new Decision(0, outcome, SECOND, SECOND), second * SECOND);
            judge(figures, second);
        }
        assertThat(changes).containsExactly("64 violated", "434 met");
        ObjectiveState state = figures.objectives().get(0);
        assertThat(state.violations()).isEqualTo(1);
        assertThat(state.violatedSeconds()).isEqualTo(434 - 64.0);
        assertThat(figures.totals().failed()).isEqualTo(60);
    }

    /** A failure right at the beginning says little about an hour. */
    @Test
    void anObjectiveIsJudgedWhenATenthOfItsWindowHasPassed() {
        CanaryFigures figures = new CanaryFigures(List.of(Objective.parse("availability>=99 over 1h")), 0);
        figures.decided(new Decision(0, Outcome.NOT_SENT, SECOND, SECOND), SECOND);
        judge(figures, 359);
        assertThat(figures.objectives().get(0).value()).isNull();
        judge(figures, 360);
        assertThat(changes).containsExactly("360 violated");
    }

    @Test
    void pointsOfAnHourAndADayAreKept() {
        CanaryFigures figures = new CanaryFigures(List.of(), 0);
        for (long second = 1; second <= 2 * Duration.ofDays(1).toSeconds(); second++) {
            figures.decided(new Decision(0, Outcome.GOOD, SECOND, SECOND), second * SECOND);
        }
        judge(figures, 2 * Duration.ofDays(1).toSeconds());
        assertThat(figures.hour()).hasSize(360);
        assertThat(figures.day()).hasSize(1_440).allSatisfy(point -> assertThat(point.availability())
                .isEqualTo(100));
    }
}
