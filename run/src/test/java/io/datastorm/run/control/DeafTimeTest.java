package io.datastorm.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DeafTimeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK = SECOND / 50;

    private long now = 100 * SECOND;

    /** Looks every 20 ms for so long. */
    private long deaf(DeafTime time, long echo, long seconds) {
        long deaf = 0;
        for (long end = now + seconds * SECOND; now < end; now += LOOK) {
            deaf += time.since(now, echo);
        }
        return deaf;
    }

    @Test
    void whoHearsItselfHearsTheOthers() {
        DeafTime time = new DeafTime(true);
        for (int second = 0; second < 10; second++) {
            assertThat(deaf(time, now, 1)).isZero();
        }
    }

    @Test
    void aSilentTopicCountsForNothing() {
        DeafTime time = new DeafTime(true);
        assertThat(deaf(time, now, 10)).isBetween(10 * SECOND - 2 * LOOK, 10 * SECOND);
        assertThat(deaf(time, now, 1)).as("it speaks again").isZero();
        assertThat(deaf(time, now, 10)).isBetween(10 * SECOND - 2 * LOOK, 10 * SECOND);
    }

    @Test
    void butNotForEver() {
        DeafTime time = new DeafTime(true);
        assertThat(deaf(time, now, 100)).isBetween(60 * SECOND - 2 * LOOK, 60 * SECOND);
    }

    @Test
    void withoutFaultsTheTopicIsThere() {
        assertThat(deaf(new DeafTime(false), now, 10)).isZero();
    }

    @Test
    void aBusyProcessHearsNothing() {
        DeafTime time = new DeafTime(false);
        assertThat(time.since(now, now)).isZero();
        assertThat(time.since(now + 3 * SECOND, now)).isEqualTo(3 * SECOND);
    }
}
