package io.datastorm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.AbortRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run ends when a figure is bad for long enough without a break, and not before. */
final class AbortWatchTest {
    private static RunSecond second(long number, Double p99, long failed) {
        Interval interval = new Interval(
                number, 0.999, 900, 901, 32_000.0, p99, p99, p99, 7.0, failed, 0.5, List.of(), 0.0, 0L, List.of(),
                List.of());
        LatencySecond response = p99 == null ? null : new LatencySecond(p99, p99, p99, p99, p99, p99, 0, List.of(1L));
        return new RunSecond(
                interval,
                null,
                response,
                Map.of(),
                Map.of(
                        "a",
                        new ConsumerResult.Interval(number, 1, 5L),
                        "b",
                        new ConsumerResult.Interval(number, 1, 70L)),
                Map.of(),
                new Bottleneck("rate", ""));
    }

    private static AbortWatch watch(String rule) {
        return new AbortWatch(List.of(AbortRule.parse(rule)));
    }

    /** The number of the second in which the run ends; 0 if it does not. */
    private static int ends(AbortWatch watch, Double... p99) {
        for (int i = 0; i < p99.length; i++) {
            if (watch.broken(second(i + 1, p99[i], 0)).isPresent()) {
                return i + 1;
            }
        }
        return 0;
    }

    @Test
    void itMustHoldWithoutABreak() {
        String rule = "latency.response.p99Millis>200 for 3s";
        assertThat(ends(watch(rule), 201.0, 201.0, 201.0)).isEqualTo(3);
        assertThat(ends(watch(rule), 201.0, 201.0, 200.0, 201.0, 201.0)).isZero();
        assertThat(ends(watch(rule), 201.0, 201.0, null, 201.0, 201.0, 201.0)).isEqualTo(6);
        assertThat(ends(watch("latency.response.p99Millis>200"), 1.0, 201.0)).isEqualTo(2);
    }

    @Test
    void theWarmUpDoesNotCount() {
        AbortWatch watch = watch("latency.response.p99Millis>200 for 2s");
        assertThat(watch.broken(second(-1, 900.0, 0))).isEmpty();
        assertThat(watch.broken(second(0, 900.0, 0))).isEmpty();
        assertThat(watch.broken(second(1, 900.0, 0))).isEmpty();
        assertThat(watch.broken(second(2, 900.0, 0)))
                .isEqualTo(Optional.of("aborted: latency.response.p99Millis>200 for 2s (it was 900.00)"));
    }

    @Test
    void failedRecordsAddUp() {
        AbortWatch watch = watch("totals.failed>=10");
        assertThat(watch.broken(second(0, 1.0, 4))).isEmpty();
        assertThat(watch.broken(second(1, 1.0, 5))).isEmpty();
        assertThat(watch.broken(second(2, 1.0, 1))).isPresent();
    }

    static Stream<String> metrics() {
        return AbortRule.METRICS.stream();
    }

    /** Each metric has a figure. */
    @ParameterizedTest
    @MethodSource("metrics")
    void eachMetricIsThere(String metric) {
        assertThat(watch(metric + ">=0").broken(second(1, 3.0, 0))).isPresent();
    }

    @Test
    void theGroupThatIsFurthestBehindCounts() {
        assertThat(watch("consumers.lagMaxRecords>69").broken(second(1, 1.0, 0)))
                .isPresent();
        assertThat(watch("consumers.lagMaxRecords>70").broken(second(1, 1.0, 0)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency.response.p99Milis>200 for 10s | unknown metric 'latency.response.p99Milis'",
                "totals.stored<5 | unknown metric 'totals.stored'",
                "latency.response.p99Millis>200 for 10 | 10",
                "latency.response.p99Millis>200 for 500ms | must hold for 1s at least",
                "latency.response.p99Millis | is not a threshold",
            })
    void whatIsWrongIsSaid(String text, String message) {
        assertThatThrownBy(() -> AbortRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
