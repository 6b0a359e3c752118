package io.datastorm.run.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.snapshot.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrokerUsageTest {
    private static final long SECOND = 1_000_000_000L;
    /** Seconds of the run begin here. */
    private static final long FROM = 1000 * SECOND + 300_000_000;

    private long told = 1000 * SECOND;
    private long now = told;
    /** A broker that uses half a core, and a link. */
    private final BrokerUsage seconds = new BrokerUsage(
            () -> {
                long passed = now - told;
                told = now;
                return Usage.NONE.with(
                        List.of(new Usage.BrokerUse(1, passed / 2e9, 7)),
                        List.of(new Usage.LinkUse("link", 1000, passed / 1_000_000, 1)));
            },
            told);

    private void lookUntil(long end) {
        for (; now < end; now += SECOND / 50) {
            seconds.look(now, FROM);
        }
        seconds.look(now, FROM);
    }

    private double cpu(int second) {
        return seconds.until(FROM + second * SECOND).brokers().get(0).cpuSeconds();
    }

    @Test
    void eachSecondHasItsOwn() {
        lookUntil(FROM);
        seconds.until(FROM);
        for (int second = 1; second < 4; second++) {
            lookUntil(FROM + second * SECOND);
            assertThat(cpu(second)).isBetween(0.48, 0.52);
        }
    }

    /** As after a fault that took the control topic away. */
    @Test
    void alsoWhenManyAreToldAtOnce() {
        lookUntil(FROM + 10 * SECOND);
        seconds.until(FROM);
        for (int second = 1; second < 10; second++) {
            assertThat(cpu(second)).isBetween(0.48, 0.52);
        }
    }

    @Test
    void aSecondThatIsNotToldBelongsToTheNext() {
        lookUntil(FROM + 10 * SECOND);
        seconds.until(FROM);
        Usage used = seconds.until(FROM + 3 * SECOND);
        assertThat(used.brokers().get(0).cpuSeconds()).isBetween(1.48, 1.52);
        assertThat(used.brokers().get(0).rssBytes()).isEqualTo(7);
        assertThat(used.links().get(0).receivedBytes()).isBetween(2_960L, 3_040L);
        assertThat(seconds.until(FROM + 3 * SECOND).brokers()).isEmpty();
    }
}
