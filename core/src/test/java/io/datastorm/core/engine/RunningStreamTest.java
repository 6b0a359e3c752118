package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a stream is not measured any longer. */
final class RunningStreamTest {
    private static final long SECOND = 1_000_000_000L;

    private final RunningStream done = stream("rate 10 warmup 0s records 2");
    private final RunningStream endless = stream("rate 10 warmup 0s duration endless");
    private final Timeline timeline = new Timeline(List.of(done, endless));

    private static RunningStream stream(String plan) {
        return new RunningStream(EngineTestPlans.of(plan).onlyStream(), new FakeSenders(sequence -> {}));
    }

    private static void send(RunningStream stream, long nanos) {
        stream.stats().get(0).attempted(DueTimes.of(2, nanos), 2, nanos);
    }

    private static void acknowledge(RunningStream stream, long nanos) {
        WorkerStats stats = stream.stats().get(0);
        stats.acknowledged(2, 20, nanos);
    }

    /** The run goes on for ten minutes: what the stream has done in one second stays that. */
    @Test
    void aStreamByRecordsEndsWithItsLastAnswerAndNotWithTheRun() {
        timeline.begin(SECOND);
        send(done, SECOND);
        send(endless, SECOND);
        done.workerSent();
        timeline.look(SECOND + 1);
        assertThat(done.window().toNanos()).as("an answer is missing").isEqualTo(Long.MAX_VALUE);
        acknowledge(done, 2 * SECOND);
        acknowledge(endless, 2 * SECOND);
        timeline.look(3 * SECOND);
        timeline.cut(600 * SECOND);
        assertThat(done.window().toNanos()).isEqualTo(2 * SECOND);
        assertThat(endless.window().toNanos()).isEqualTo(600 * SECOND);
        assertThat(timeline.run().toNanos()).isEqualTo(600 * SECOND);
    }
}
