package io.datastorm.core.measure.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.snapshot.MeasuredStream;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.Snapshots;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From counters and seconds to a result. The window lasts from 1 s to 3 s. */
final class RunRecorderTest {
    private static final long SECOND = 1_000_000_000L;

    private final Window window = new Window();
    private final List<WorkerStats> workers = List.of(new WorkerStats(window, true), new WorkerStats(window, true));
    private final MeasuredStream stream = new MeasuredStream("datastorm", workers, () -> this.health);
    private SenderHealth health = SenderHealth.NONE;

    private RunRecorder recorder(String plan) {
        window.set(SECOND, 3 * SECOND);
        return new RunRecorder(
                EngineTestPlans.of(plan),
                new RunResult.Run("id", "run", "2026-11-24T00:00:00Z", 0, false, "0.1.0"),
                new RunResult.Environment("17", "Linux", 2, 1L << 30, "c", "4.3.1", 1, 32, 1, true),
                new RunRecorder.Windows(window, List.of(window)));
    }

    /** A second in which the workers have done what they did since the last one. */
    private void second(RunRecorder recorder, long number) {
        Snapshot.Phase phase = number > 0 ? Snapshot.Phase.MEASURED : Snapshot.Phase.WARMUP;
        recorder.add(List.of(Snapshots.of(phase, number, Snapshots.next(stream))), RecordedSecond.Context.NOTHING);
    }

    private void drain(RunRecorder recorder) {
        recorder.add(
                List.of(Snapshots.of(Snapshot.Phase.DRAIN, 9, Snapshots.next(stream))), RecordedSecond.Context.NOTHING);
    }

    private void record(int worker, long nanos) {
        workers.get(worker).attempted(DueTimes.of(1, nanos), 1, nanos);
        workers.get(worker).acknowledged(1, 10, nanos);
    }

    private static RunRecorder.Ending ending(boolean ended, Long stored) {
        Map<String, TopicGrowth> counted =
                stored == null ? Map.of() : Map.of("datastorm", new TopicGrowth(stored, true, true, 32));
        return new RunRecorder.Ending(
                ended, ended, counted, List.of(), List.of(), Map.of(), null, RunRecorder.Consumed.NOTHING);
    }

    private static RunResult result(RunRecorder recorder, Long stored) {
        return recorder.result(ending(true, stored), (metric, result) -> null);
    }

    /** Totals count the whole run, throughput what was acknowledged inside the window: from its first nanosecond on. */
    @Test
    void countsAtTheEdgesOfTheWindow() {
        RunRecorder recorder = recorder("rate 1k warmup 1s duration 2s");
        record(0, SECOND - 1);
        record(0, SECOND);
        record(1, 3 * SECOND - 1);
        record(1, 3 * SECOND);
        second(recorder, 1);
        RunResult result = result(recorder, 4L);
        assertThat(result.totals().acknowledged()).isEqualTo(4);
        assertThat(result.throughput().recordsPerSecond()).isEqualTo(1.0);
        assertThat(result.throughput().payloadBytesPerSecond()).isEqualTo(10.0);
        assertThat(result.run().durationSeconds()).isEqualTo(2.0);
    }

    /** One of its workers was done early: the window ends with the last acknowledgement of all. */
    @Test
    void aRunByRecordsIsAsLongAsItsWindow() {
        RunRecorder recorder = recorder("rate 1k warmup 0s records 3");
        window.set(SECOND, Long.MAX_VALUE);
        record(0, SECOND + SECOND / 10);
        record(1, SECOND + SECOND / 4);
        second(recorder, 1);
        assertThat(recorder.incomplete().run().durationSeconds())
                .as("as far as it was sampled")
                .isEqualTo(1.0);
        window.endAt(SECOND + SECOND / 4);
        assertThat(result(recorder, 2L).run().durationSeconds()).isEqualTo(0.25);
        assertThat(result(recorder, 2L).throughput().recordsPerSecond()).isEqualTo(8.0);
    }

    @Test
    void latenciesOfNoSecondBelongToTheRun() {
        RunRecorder recorder = recorder("rate 1k warmup 1s duration 2s");
        second(recorder, 0);
        workers.get(0).latency(1, SECOND, SECOND, SECOND + SECOND / 1000);
        workers.get(0).flush();
        second(recorder, 1);
        workers.get(1).latency(2, SECOND, SECOND, 5 * SECOND);
        workers.get(1).flush();
        drain(recorder);
        RunResult result = result(recorder, null);
        assertThat(result.latency().response().count()).isEqualTo(3);
        assertThat(result.latency().response().maxMillis()).isBetween(3990.0, 4010.0);
        assertThat(result.intervals()).extracting(Interval::second).containsExactly(1L);
    }

    /** What a sender counted up to the end of the warm-up is not the window's. */
    @Test
    void whatTheSenderTellsIsThatOfTheWindow() {
        RunRecorder recorder = recorder("rate 1k warmup 1s duration 2s");
        health = new SenderHealth(0, 0, 0, 100, 0);
        second(recorder, 0);
        record(0, SECOND);
        record(0, SECOND);
        health = new SenderHealth(0, 0, 0, 104, 0);
        second(recorder, 1);
        assertThat(result(recorder, 2L).throughput().recordsPerBatch()).isEqualTo(0.5);
    }

    @ParameterizedTest(name = "{0} stored of 2 acknowledged and 1 without an answer: {1}")
    @CsvSource({"1, false", "2, true", "3, true", "4, false"})
    void storedMayLieBetweenWhatIsKnownAndWhatMayBe(long stored, boolean agrees) {
        RunRecorder recorder = recorder("rate 1k warmup 1s duration 2s");
        record(0, SECOND);
        record(1, SECOND);
        workers.get(1).attempted(DueTimes.of(1, SECOND), 1, SECOND);
        second(recorder, 1);
        assertThat(result(recorder, stored).totals().storedAgrees()).isEqualTo(agrees);
        assertThat(result(recorder, stored).totals().unresolved()).isEqualTo(1);
        assertThat(result(recorder, null).totals().storedAgrees()).isNull();
        TopicGrowth some = new TopicGrowth(stored, false, true, 32);
        RunResult partly = recorder.result(
                new RunRecorder.Ending(
                        true,
                        true,
                        Map.of("datastorm", some),
                        List.of(),
                        List.of(),
                        Map.of(),
                        null,
                        RunRecorder.Consumed.NOTHING),
                (metric, result) -> null);
        assertThat(partly.totals().stored()).isEqualTo(stored);
        assertThat(partly.totals().storedAgrees()).isEqualTo(stored < 2 ? null : (Boolean) agrees);
    }

    /** Its counts go on, its seconds do not pile up. */
    @Test
    void aRunWithoutAnEndKeepsTheSecondsOfItsLastHour() {
        RunRecorder recorder = recorder("rate 1k warmup 0s duration endless");
        window.set(SECOND, Long.MAX_VALUE);
        for (int second = 1; second <= 4000; second++) {
            record(0, SECOND * (second + 1) - 1);
            second(recorder, second);
        }
        RunResult result = recorder.incomplete();
        assertThat(result.intervals())
                .hasSize(3600)
                .last()
                .extracting(Interval::second)
                .isEqualTo(4000L);
        assertThat(result.streams().get(0).intervals()).hasSize(3600);
        assertThat(result.run().durationSeconds()).isEqualTo(4000.0);
        assertThat(result.totals().acknowledged()).isEqualTo(4000);
        assertThat(result.throughput().recordsPerSecond()).isEqualTo(1.0);
    }

    /** Each second's throughput of a run, in thousands. */
    private Boolean steady(String plan, int... thousands) {
        RunRecorder recorder = recorder(plan);
        window.set(SECOND, (thousands.length + 1) * SECOND);
        for (int i = 0; i < thousands.length; i++) {
            workers.get(0).acknowledged(1000L * thousands[i], 1, SECOND);
            second(recorder, i + 1);
        }
        return result(recorder, 0L).validity().steady();
    }

    @Test
    void aThroughputThatStillRisesIsNotSteady() {
        assertThat(steady("warmup 1s", 535, 560, 700, 850, 1000, 1100, 1250, 1300, 1380, 1410))
                .isFalse();
        assertThat(steady("warmup 1s", 900, 850, 800, 760, 700, 650, 600, 560)).isFalse();
        assertThat(steady("warmup 1s", 900, 1100, 950, 1080, 910, 1040, 990, 1010))
                .isTrue();
        assertThat(steady("warmup 1s", 1000, 1010, 1020, 1030, 1040, 1050, 1060))
                .isTrue();
        assertThat(steady("warmup 1s", 500, 1000, 1500, 2000)).as("too few").isNull();
        assertThat(steady("stages 10k:5s,100k:5s", 1, 2, 4, 6, 8, 10, 30, 60))
                .as("as asked")
                .isNull();
    }
}
