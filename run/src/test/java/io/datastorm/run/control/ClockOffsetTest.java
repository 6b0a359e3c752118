package io.datastorm.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The offset of two clocks, with messages that take as long as they like. */
final class ClockOffsetTest {
    private static final long MILLI = 1_000_000;

    /** An exchange at this time of the coordinator's clock. */
    private static ClockOffset exchange(long at, long offset, long there, long held, long back) {
        long asked = at + offset;
        return ClockOffset.of(asked, at + there, at + there + held, asked + there + held + back);
    }

    @Property
    void theTrueOffsetIsWithinTheError(
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int offsetMicros,
            @ForAll @IntRange(max = 100_000) int thereMicros,
            @ForAll @IntRange(max = 100_000) int heldMicros,
            @ForAll @IntRange(max = 100_000) int backMicros) {
        long offset = offsetMicros * 1_000L;
        ClockOffset measured = exchange(7_777, offset, thereMicros * 1_000L, heldMicros * 1_000L, backMicros * 1_000L);
        assertThat(Math.abs(measured.nanos() - offset)).isLessThanOrEqualTo(measured.errorNanos());
        assertThat(measured.errorNanos()).isLessThanOrEqualTo((thereMicros + (long) backMicros) * 500L + 1);
    }

    @Example
    void ofManyTheShortestCounts() {
        ClockExchange many = new ClockExchange(new SteadyClock(0));
        for (int i = 0; i < ClockExchange.ENOUGH; i++) {
            assertThat(many.done()).isFalse();
            long way = i == 7 ? MILLI : 20 * MILLI;
            long asked = 250 * MILLI + i;
            many.asked(asked);
            many.answered(new ClockExchange.ClockAnswer(0, asked, i + way, i + way, "another", 0), asked + way + MILLI);
        }
        assertThat(many.done()).isTrue();
        assertThat(many.best().nanos()).isBetween(249 * MILLI, 251 * MILLI);
        assertThat(many.best().errorNanos()).isLessThan(2 * MILLI);
    }

    @Example
    void anAnswerThatNobodyAskedForCountsForNothing() {
        ClockExchange exchange = new ClockExchange(new SteadyClock(0));
        exchange.answered(new ClockExchange.ClockAnswer(0, 1, 2, 3, "another", 0), 4);
        assertThat(exchange.best()).isNull();
    }

    /** On one machine nothing needs to be measured, if what was measured does not say otherwise. */
    @Example
    void processesOfOneMachineKnowTheirOffset() {
        SteadyClock ahead = new SteadyClock(250 * MILLI);
        long origin = ahead.origin() - 250 * MILLI;
        ClockExchange exchange = new ClockExchange(ahead);
        exchange.asked(260 * MILLI);
        exchange.answered(
                new ClockExchange.ClockAnswer(0, 260 * MILLI, 20 * MILLI, 20 * MILLI, SteadyClock.MACHINE, origin),
                290 * MILLI);
        assertThat(exchange.best().nanos()).isEqualTo(250 * MILLI);
        assertThat(exchange.best().errorNanos()).isLessThan(MILLI);
        // A container may have a monotonic clock of its own.
        exchange.asked(261 * MILLI);
        exchange.answered(
                new ClockExchange.ClockAnswer(0, 261 * MILLI, 21 * MILLI, 21 * MILLI, SteadyClock.MACHINE, 5),
                291 * MILLI);
        assertThat(exchange.best().errorNanos()).isGreaterThan(MILLI);
    }

    /** A clock that drifts by 200 ppm: what was true at the beginning is not wrong by more than the error later. */
    @Property
    void driftIsWithinTheError(@ForAll @IntRange(max = 600) int seconds, @ForAll @IntRange(max = 50) int wayMillis) {
        ClockOffset first = exchange(0, 250 * MILLI, 2 * MILLI, 0, MILLI);
        long elapsed = seconds * 1_000L * MILLI;
        long drifted = 250 * MILLI + elapsed / 5_000;
        ClockOffset bound = first.and(exchange(elapsed, drifted, (long) wayMillis * MILLI, 0, MILLI), elapsed);
        assertThat(bound.nanos()).isEqualTo(first.nanos());
        assertThat(Math.abs(bound.nanos() - drifted)).isLessThanOrEqualTo(bound.errorNanos());
        assertThat(bound.errorNanos()).isGreaterThanOrEqualTo(first.errorNanos());
    }
}
