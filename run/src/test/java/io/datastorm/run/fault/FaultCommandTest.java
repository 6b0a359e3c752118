package io.datastorm.run.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultCommandTest {
    @Test
    void itTellsWhatItPrintedAndItsExitCode() throws IOException {
        FaultCommand command =
                FaultCommand.start("echo to $BOOTSTRAP_SERVERS; echo password=hidden >&2; exit 3", "kafka:9092");
        command.close();
        assertThat(command.exitCode()).isEqualTo(3);
        assertThat(command.endNanos()).isNotZero();
        assertThat(command.output()).isEqualTo("to kafka:9092\npassword=********");
    }

    @Test
    void ofMuchOutputTheEndIsKept() throws IOException {
        FaultCommand command = FaultCommand.start("seq 1 1000; printf 'x%.0s' $(seq 1 1000)", "kafka:9092");
        command.close();
        assertThat(command.output().lines()).hasSize(20).startsWith("982");
        assertThat(command.output()).endsWith("xxx …").hasSizeLessThan(500);
    }

    /** What an interrupted caller does not wait for is ended, with what it has started. */
    @Test
    void whatStillRunsIsEnded() throws IOException {
        FaultCommand command = FaultCommand.start("sleep 1000 & wait", "kafka:9092");
        List<ProcessHandle> sleeping = sleeping();
        while (sleeping.isEmpty()) {
            sleeping = sleeping();
        }
        Thread.currentThread().interrupt();
        command.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(command.exitCode()).isNull();
        sleeping.forEach(process -> process.onExit().join());
    }

    private static List<ProcessHandle> sleeping() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 1000"))
                .toList();
    }
}
