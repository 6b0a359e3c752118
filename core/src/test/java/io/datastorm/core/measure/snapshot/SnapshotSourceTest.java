package io.datastorm.core.measure.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each second tells, by a clock that the test sets. The warm-up begins at 0, the window lasts from 1 s to 3 s. */
final class SnapshotSourceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final Window window = new Window();
    private final List<WorkerStats> workers = List.of(new WorkerStats(window, true), new WorkerStats(window, true));
    private final UsageMeter usage = new UsageMeter(BrokerMeter.NONE, List::of);
    private final List<Snapshot> told = new ArrayList<>();
    /** Records whose latency came with each of them, and the longest. */
    private final List<Long> latencies = new ArrayList<>();

    private final List<Double> longest = new ArrayList<>();

    private long now;
    private final SnapshotSource seconds = new SnapshotSource(
            () -> now, window, List.of(new MeasuredStream("s", workers, () -> SenderHealth.NONE)), usage, snapshot -> {
                told.add(snapshot);
                Latencies read = Latencies.empty();
                snapshot.streams().get(0).latencies().addTo(read);
                Histogram response = read.response();
                latencies.add(response.getTotalCount());
                longest.add(response.getMaxValue() / 1e6);
            });

    @BeforeEach
    void begin() {
        window.set(SECOND, 3 * SECOND);
        seconds.begin(0);
    }

    @AfterEach
    void close() {
        usage.close();
    }

    /** One record that was due at one time and is acknowledged at another, by a worker. */
    private void record(int worker, long dueNanos, long acknowledgedNanos) {
        workers.get(worker).acknowledged(1, 10, acknowledgedNanos);
        workers.get(worker).latency(1, dueNanos, dueNanos, acknowledgedNanos);
        workers.get(worker).flush();
    }

    private void passes(long untilNanos) {
        now = untilNanos;
        seconds.emit();
    }

    private List<Long> acknowledged() {
        return told.stream().map(SnapshotSourceTest::acknowledged).toList();
    }

    private static long acknowledged(Snapshot snapshot) {
        return snapshot.streams().get(0).counts().sent().acknowledged();
    }

    @Test
    void theLastSecondOfTheWarmUpEndsWhereTheFirstMeasuredOneBegins() {
        assertThat(seconds.end()).isEqualTo(SECOND);
        record(0, SECOND - 2, SECOND - 1);
        passes(SECOND);
        record(0, SECOND, SECOND);
        passes(2 * SECOND);
        passes(3 * SECOND);
        assertThat(told).extracting(Snapshot::second).containsExactly(0L, 1L, 2L);
        assertThat(told).extracting(Snapshot::measured).containsExactly(false, true, true);
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
        assertThat(longest.get(1)).isBetween(9.9, 10.1);
        assertThat(longest.get(2)).isBetween(999.0, 1001.0);
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
        seconds.emitRest();
        assertThat(told.get(3).phase()).isEqualTo(Snapshot.Phase.DRAIN);
        assertThat(latencies).containsExactly(0L, 0L, 0L, 1L);
        record(0, 3 * SECOND - 1, 5 * SECOND);
        passes(5 * SECOND);
        assertThat(told.get(4).phase()).isEqualTo(Snapshot.Phase.DRAIN);
    }

    @Test
    void aRunByRecordsEndsWithAPartOfASecond() {
        window.set(SECOND, Long.MAX_VALUE);
        passes(SECOND);
        passes(2 * SECOND);
        record(0, 2 * SECOND, 2 * SECOND + 400 * MILLI);
        window.endAt(2 * SECOND + 400 * MILLI);
        now = 2 * SECOND + 450 * MILLI;
        seconds.emitRest();
        assertThat(told).extracting(Snapshot::second).containsExactly(0L, 1L, 2L);
        assertThat(acknowledged(told.get(2))).isEqualTo(1);
        assertThat(told.get(2).seconds()).isBetween(0.44, 0.46);
    }

    /** Without a warm-up only the workers' start lies before the window; what was used by then is not the window's. */
    @Test
    void theBeginningIsAlwaysTold() {
        window.set(20 * MILLI, 3 * SECOND);
        passes(20 * MILLI);
        assertThat(told).extracting(Snapshot::second).containsExactly(0L);
    }

    @Test
    void aRestOfAFewMillisecondsIsNoSecond() {
        window.set(SECOND, Long.MAX_VALUE);
        passes(SECOND);
        window.endAt(SECOND + 20 * MILLI);
        now = SECOND + 20 * MILLI;
        seconds.emitRest();
        assertThat(told).extracting(Snapshot::phase).containsExactly(Snapshot.Phase.WARMUP, Snapshot.Phase.DRAIN);
    }

    /** The machine stood still for 1.6 s: one second is as long as that, and none is of no length. */
    @Test
    void aSecondThatWasMissedIsPartOfTheOneBeforeIt() {
        passes(SECOND);
        record(0, SECOND, SECOND + 1);
        passes(3 * SECOND - 400 * MILLI);
        assertThat(told.get(1).seconds()).isEqualTo(1.6);
        passes(3 * SECOND);
        assertThat(told.get(2).seconds()).isEqualTo(0.4);
        window.endAt(9 * SECOND);
        now = 6 * SECOND + 1;
        seconds.emit();
        now += MILLI;
        seconds.emit();
        seconds.emit();
        assertThat(told).as("hardly any time has passed").hasSize(4);
        assertThat(told.get(3).seconds()).isBetween(3.0, 3.1);
        record(0, 6 * SECOND, 6 * SECOND);
        passes(7 * SECOND);
        assertThat(told.get(4).seconds()).isBetween(0.9, 1.0);
        assertThat(acknowledged(told.get(4))).isEqualTo(1);
    }
}
