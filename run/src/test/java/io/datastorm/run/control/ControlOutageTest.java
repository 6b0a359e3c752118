package io.datastorm.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ControlOutageTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK = SECOND / 50;

    private long now = 100 * SECOND;

    /** Looks every 20 ms for so long. */
    private long outage(ControlOutage time, long ownMessage, long seconds) {
        long outage = 0;
        for (long end = now + seconds * SECOND; now < end; now += LOOK) {
            outage += time.since(now, ownMessage);
        }
        return outage;
    }

    @Test
    void whoReceivesItsOwnMessagesHasNoOutage() {
        ControlOutage time = new ControlOutage(true);
        for (int second = 0; second < 10; second++) {
            assertThat(outage(time, now, 1)).isZero();
        }
    }

    @Test
    void anUnavailableTopicIsAnOutage() {
        ControlOutage time = new ControlOutage(true);
        assertThat(outage(time, now, 10)).isBetween(10 * SECOND - 2 * LOOK, 10 * SECOND);
        assertThat(outage(time, now, 1)).as("it is available again").isZero();
        assertThat(outage(time, now, 10)).isBetween(10 * SECOND - 2 * LOOK, 10 * SECOND);
    }

    @Test
    void butNotForMoreThanAMinute() {
        ControlOutage time = new ControlOutage(true);
        assertThat(outage(time, now, 100)).isBetween(60 * SECOND - 2 * LOOK, 60 * SECOND);
    }

    @Test
    void withoutFaultsItIsNoExcuse() {
        assertThat(outage(new ControlOutage(false), now, 10)).isZero();
    }

    @Test
    void aBusyProcessReceivesNothing() {
        ControlOutage time = new ControlOutage(false);
        assertThat(time.since(now, now)).isZero();
        assertThat(time.since(now + 3 * SECOND, now)).isEqualTo(3 * SECOND);
    }
}
