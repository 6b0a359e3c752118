package io.datastorm.core.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadTest {
    @ParameterizedTest
    @CsvSource({"50000,50000", "50k,50000", "1.5m,1500000", "100/s,100", "90/min,1.5", "0.5,0.5", "3600/h,1"})
    void readsRates(String text, double expected) {
        assertThat(Rate.parse(text).recordsPerSecond()).isCloseTo(expected, Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "NaN", "1e5", "", "fast", "2g", "5000000m", "99999999999999999999999"})
    void refusesRates(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRateInBytesIsOneInRecordsWhenTheirSizeIsKnown() {
        Rate bytes = Rate.ofBytes(6_000_000, "min");
        assertThat(bytes.inRecords(50)).isEqualTo(new Rate(2000));
        assertThatThrownBy(bytes::recordsPerSecond).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Rate.ofBytes(1L << 40, "s")).hasMessageContaining("1,000,000,000,000 bytes");
        Load ramp = new Load.Stages(
                List.of(new Stage(bytes, Duration.ofSeconds(2)), new Stage(new Rate(100), Duration.ofSeconds(1))));
        Load poisson = new Load.Poisson<>(new Load.ConstantRate(bytes));
        for (Load load : List.of(ramp, poisson)) {
            assertThat(load.inBytes()).isTrue();
            assertThat(load.inRecords(50).inBytes()).isFalse();
        }
        assertThat(ramp.inRecords(50))
                .isEqualTo(new Load.Stages(List.of(
                        new Stage(new Rate(2000), Duration.ofSeconds(2)),
                        new Stage(new Rate(100), Duration.ofSeconds(1)))));
        assertThat(poisson.inRecords(50)).isEqualTo(new Load.Poisson<>(new Load.ConstantRate(new Rate(2000))));
        assertThat(new Load.Saturate().inBytes()).isFalse();
    }

    @Test
    void rampsGoInStraightLines() {
        Load.Stages load = new Load.Stages(List.of(
                new Stage(new Rate(100), Duration.ofSeconds(2)), new Stage(new Rate(100), Duration.ofSeconds(1))));
        // 0 to 100 in 2 s is 100 records; the first half of the time gives a quarter of them.
        assertThat(load.nanosAt(25)).isCloseTo(1e9, Offset.offset(10.0));
        assertThat(load.nanosAt(100)).isCloseTo(2e9, Offset.offset(10.0));
        assertThat(load.nanosAt(150)).isCloseTo(2.5e9, Offset.offset(10.0));
        assertThat(load.nanosAt(200)).isInfinite();
        assertThat(load.dueWithin(Duration.ofSeconds(3))).contains(200L);
        assertThat(load.duration()).contains(Duration.ofSeconds(3));
    }

    @Test
    void rampsCanGoDown() {
        Load.Stages load = new Load.Stages(List.of(
                new Stage(new Rate(100), Duration.ofSeconds(1)), new Stage(new Rate(20), Duration.ofSeconds(1))));
        assertThat(load.dueWithin(Duration.ofSeconds(2))).contains(110L);
        assertThat(load.nanosAt(109.999)).isLessThanOrEqualTo(2e9);
    }
}
