package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.result.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each second tells, by a clock that the test sets. The warm-up begins at 0, the window lasts from 1 s to 3 s. */
final class IntervalSourceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final Window window = new Window();
    private final List<WorkerStats> workers = List.of(new WorkerStats(window, true), new WorkerStats(window, true));
    private final Resources resources = new Resources(BrokerMeter.NONE);
    private final List<Interval> told = new ArrayList<>();
    /** Records whose latency came with an interval, or with none. */
    private final List<Long> latencies = new ArrayList<>();

    private long now;
    private final IntervalSource intervals =
            new IntervalSource(() -> now, window, workers, resources, (interval, latency) -> {
                told.add(interval);
                latencies.add(latency.response().getTotalCount());
            });

    @BeforeEach
    void begin() {
        window.set(SECOND, 3 * SECOND);
        intervals.begin(0);
    }

    @AfterEach
    void close() {
        resources.close();
    }

    /** One record that was due at one time and is acknowledged at another, by a worker. */
    private void record(int worker, long dueNanos, long acknowledgedNanos) {
        workers.get(worker).acknowledged(1, 10, acknowledgedNanos);
        workers.get(worker).latency(1, dueNanos, dueNanos, acknowledgedNanos);
        workers.get(worker).flush();
    }

    private void passes(long untilNanos) {
        now = untilNanos;
        intervals.emit();
    }

    private List<Long> acknowledged() {
        return told.stream().map(Interval::acknowledged).toList();
    }

    @Test
    void theLastSecondOfTheWarmUpEndsWhereTheFirstMeasuredOneBegins() {
        assertThat(intervals.end()).isEqualTo(SECOND);
        record(0, SECOND - 2, SECOND - 1);
        passes(SECOND);
        record(0, SECOND, SECOND);
        passes(2 * SECOND);
        passes(3 * SECOND);
        assertThat(told).extracting(Interval::second).containsExactly(0L, 1L, 2L);
        assertThat(told).extracting(Interval::measured).containsExactly(false, true, true);
        assertThat(acknowledged()).containsExactly(1L, 1L, 0L);
        assertThat(latencies).as("what was due in the warm-up has none").containsExactly(0L, 1L, 0L);
    }

    @Test
    void eachSecondHasTheLatenciesThatCameInIt() {
        passes(SECOND);
        record(0, SECOND, SECOND + 10 * MILLI);
        passes(2 * SECOND);
        record(0, SECOND + 20 * MILLI, 2 * SECOND + 20 * MILLI);
        passes(3 * SECOND);
        assertThat(told.get(1).maxMillis()).isBetween(9.9, 10.1);
        assertThat(told.get(2).p50Millis()).isBetween(999.0, 1001.0);
        assertThat(told.get(0).p50Millis()).isNull();
        assertThat(latencies).containsExactly(0L, 1L, 1L);
    }

    @Test
    void allWorkersCountAlsoOneThatHasEnded() {
        passes(SECOND);
        record(0, SECOND, SECOND + 1);
        record(1, SECOND, SECOND + 1);
        passes(2 * SECOND);
        record(1, 2 * SECOND, 2 * SECOND + 1);
        passes(3 * SECOND);
        assertThat(acknowledged()).containsExactly(0L, 2L, 1L);
    }

    /** It came after the window, of a record that was due in it: its latency belongs to the run, and to no second. */
    @Test
    void aLateAcknowledgementIsInNoSecondButInTheLatencies() {
        passes(SECOND);
        passes(2 * SECOND);
        passes(3 * SECOND);
        record(0, 3 * SECOND - 1, 4 * SECOND);
        now = 4 * SECOND;
        intervals.emitRest();
        assertThat(told.get(3)).isNull();
        assertThat(latencies).containsExactly(0L, 0L, 0L, 1L);
        record(0, 3 * SECOND - 1, 5 * SECOND);
        passes(5 * SECOND);
        assertThat(told.get(4)).isNull();
    }

    @Test
    void aRunByRecordsEndsWithAPartOfASecond() {
        window.set(SECOND, Long.MAX_VALUE);
        passes(SECOND);
        passes(2 * SECOND);
        record(0, 2 * SECOND, 2 * SECOND + 400 * MILLI);
        window.endAt(2 * SECOND + 400 * MILLI);
        now = 2 * SECOND + 450 * MILLI;
        intervals.emitRest();
        assertThat(told).extracting(Interval::second).containsExactly(0L, 1L, 2L);
        assertThat(told.get(2).acknowledged()).isEqualTo(1);
        assertThat(told.get(2).seconds()).isBetween(0.44, 0.46);
    }

    /** Without a warm-up only the workers' start lies before the window; what was used by then is not the window's. */
    @Test
    void theBeginningIsAlwaysTold() {
        window.set(20 * MILLI, 3 * SECOND);
        passes(20 * MILLI);
        assertThat(told).extracting(Interval::second).containsExactly(0L);
    }

    @Test
    void aRestOfAFewMillisecondsIsNoInterval() {
        window.set(SECOND, Long.MAX_VALUE);
        passes(SECOND);
        window.endAt(SECOND + 20 * MILLI);
        now = SECOND + 20 * MILLI;
        intervals.emitRest();
        assertThat(told).hasSize(2).last().isNull();
    }

    /** The machine stood still for 1.6 s: one interval is as long as that, and none is of no length. */
    @Test
    void anIntervalThatWasMissedIsPartOfTheOneBeforeIt() {
        passes(SECOND);
        record(0, SECOND, SECOND + 1);
        passes(3 * SECOND - 400 * MILLI);
        assertThat(told.get(1).seconds()).isEqualTo(1.6);
        assertThat(told.get(1).recordsPerSecond()).isEqualTo(1 / 1.6);
        passes(3 * SECOND);
        assertThat(told.get(2).seconds()).isEqualTo(0.4);
        window.endAt(9 * SECOND);
        now = 6 * SECOND + 1;
        intervals.emit();
        now += MILLI;
        intervals.emit();
        intervals.emit();
        assertThat(told).as("hardly any time has passed").hasSize(4);
        assertThat(told.get(3).seconds()).isBetween(3.0, 3.1);
        record(0, 6 * SECOND, 6 * SECOND);
        passes(7 * SECOND);
        assertThat(told.get(4).seconds()).isBetween(0.9, 1.0);
        assertThat(told.get(4).acknowledged()).isEqualTo(1);
    }
}
