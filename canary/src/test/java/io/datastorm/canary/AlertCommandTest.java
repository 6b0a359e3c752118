package io.datastorm.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.figures.Objective;
import io.datastorm.canary.figures.ObjectiveState;
import io.datastorm.canary.probe.ProbePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's command for violations. */
final class AlertCommandTest {
    @TempDir
    private Path directory;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final EventLog log = new EventLog(event -> events.add(event.text()));

    private static ObjectiveState state(boolean met) {
        return new ObjectiveState(Objective.parse("availability>=99.9 over 1h"), 98.5, met, 1, 60, 60, 0);
    }

    private AlertCommand command(String text) {
        ProbePlan probe = new ProbePlan("canary", 10, Duration.ofSeconds(10), 3);
        return new AlertCommand(new CanaryPlan("kafka:9092", probe, List.of(), Optional.of(text)), log);
    }

    @Test
    void itKnowsWhatHasHappened() throws Exception {
        Path told = directory.resolve("told");
        try (AlertCommand command = command("echo \"$DATASTORM_STATE $DATASTORM_OBJECTIVE $DATASTORM_VALUE"
                + " $DATASTORM_TOPIC $BOOTSTRAP_SERVERS\" >> '" + told + "'")) {
            command.run(state(false), "98.50");
            assertThat(events.take()).isEqualTo("the command was run (violated)");
            command.run(state(true), "99.95");
            assertThat(events.take()).isEqualTo("the command was run (met)");
        }
        assertThat(Files.readAllLines(told))
                .containsExactly(
                        "violated availability>=99.9 over 1h 98.50 canary kafka:9092",
                        "met availability>=99.9 over 1h 99.95 canary kafka:9092");
    }

    @Test
    void oneThatFailsIsTold() throws Exception {
        try (AlertCommand command = command("echo no such host >&2; exit 7")) {
            command.run(state(false), "98.50");
            assertThat(events.take()).isEqualTo("the command ended with exit code 7: no such host");
        }
    }

    /** It holds up nobody, and what waits for it has an end. */
    @Test
    void oneThatHangsIsLeftBehind() {
        try (AlertCommand command = command("sleep 1000")) {
            for (int i = 0; i < 18; i++) {
                command.run(state(i % 2 == 0), "98.50");
            }
            assertThat(events).containsExactly("the command was not run: 16 others wait");
        }
    }
}
