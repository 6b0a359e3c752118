package io.datastorm.core.measure.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Schedule;
import io.datastorm.core.workload.StreamPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sender of a certain capacity and round trip, without a clock: was its rate met? */
final class RateCheckTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final Window window = new Window();
    private final WorkerStats stats = new WorkerStats(window, true);

    @ParameterizedTest(name = "{0}: {1}/s at most, answers after {2} ms: {3}")
    @CsvSource({
        "rate 1k warmup 1s duration 2s, 1000000, 40, true",
        "rate 1k warmup 0s duration 2s, 1000000, 40, true",
        "rate 1k warmup 0s duration 2s, 1000000, 300, true",
        "rate 1k warmup 1s duration 2s, 1000000, 300, true",
        "rate 5k warmup 1s duration 10s, 1000000, 5, true",
        "rate 5k warmup 1s duration 10s, 5100, 5, true",
        "rate 5k warmup 1s duration 10s, 4900, 5, false",
        "rate 5k warmup 0s duration 10s, 4900, 5, false",
        "rate 5k warmup 2s duration 300s, 4970, 5, false",
        "rate 5k warmup 2s duration 60s, 2500, 5, false",
        "'stages 1k:2s,60k:2s warmup 1s', 1000000, 40, true",
        "'stages 1k:2s,60k:2s warmup 1s', 30000, 40, false",
        "'stages 60k:2s,1k:2s warmup 1s', 1000000, 40, true",
        "rate 1k arrivals poisson warmup 1s duration 2s, 1000000, 20, true",
        "rate 5k warmup 0s records 10, 1000000, 30, true",
        "rate 5k warmup 0s records 20000, 1000000, 30, true",
        "rate 5k warmup 0s records 20000, 4000, 30, false",
    })
    void isJudgedByWhatPilesUp(String plan, double capacity, long roundTripMillis, boolean met) {
        StreamPlan workload = EngineTestPlans.of(plan).onlyStream();
        run(workload, capacity, roundTripMillis * MILLI);
        assertThat(new RateCheck(workload, window, stats.counts()).met(roundTripMillis / 1e3))
                .isEqualTo(met);
    }

    /** Answers come when a server of this capacity has got round to them, and a round trip later. */
    private void run(StreamPlan workload, double capacity, long roundTripNanos) {
        long from = workload.extent().warmup().atMost().toNanos();
        long to = workload.extent().duration().map(d -> from + d.toNanos()).orElse(Long.MAX_VALUE);
        window.set(from, to);
        Deque<Long> answers = new ArrayDeque<>();
        long records = workload.extent().records().orElse(Long.MAX_VALUE);
        double free = 0;
        free = send(workload.load().warmup(), 0, from, Long.MAX_VALUE, new Server(capacity, free, answers));
        send(workload.load(), from, to, records, new Server(capacity, free, answers));
        long last = 0;
        for (long served : answers) {
            last = served + roundTripNanos;
            stats.acknowledged(1, 10, last);
        }
        if (to == Long.MAX_VALUE) {
            window.endAt(last);
        }
    }

    private record Server(double capacity, double freeNanos, Deque<Long> answers) {}

    private double send(Load load, long start, long end, long records, Server server) {
        Schedule schedule = load.schedule(new Load.Share(0, 1, 7));
        double free = server.freeNanos();
        for (long i = 0; i < records; i++) {
            long due = schedule.nextNanos();
            if (due == Schedule.END || start + due >= end) {
                break;
            }
            stats.attempted(DueTimes.of(1, start + due), 1, start + due);
            free = Math.max(free, (double) (start + due)) + SECOND / server.capacity();
            server.answers().add((long) free);
        }
        return free;
    }

    @ParameterizedTest
    @CsvSource({"4, true", "6, false"})
    void whatHasNoLatencyIsMissing(int lost, boolean met) {
        StreamPlan workload =
                EngineTestPlans.of("rate 1k warmup 0s duration 1s").onlyStream();
        window.set(0, SECOND);
        for (int i = 0; i < 1000; i++) {
            stats.attempted(DueTimes.of(1, i * MILLI), 1, i * MILLI);
        }
        stats.acknowledged(1000 - lost, 10, SECOND - MILLI);
        stats.failed("E", lost);
        assertThat(new RateCheck(workload, window, stats.counts()).met(0.001)).isEqualTo(met);
    }
}
