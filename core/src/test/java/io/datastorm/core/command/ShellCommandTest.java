package io.datastorm.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ShellCommandTest {
    private static final long SOON = 20_000_000_000L;

    @Test
    void itTellsWhatItPrintedAndItsExitCode() throws IOException {
        ShellCommand command = ShellCommand.start(
                "echo to $BOOTSTRAP_SERVERS; echo password=hidden >&2; exit 3",
                Map.of("BOOTSTRAP_SERVERS", "kafka:9092"));
        command.end(System.nanoTime() + SOON);
        assertThat(command.exitCode()).isEqualTo(3);
        assertThat(command.endNanos()).isNotZero();
        assertThat(command.output()).isEqualTo("to kafka:9092\npassword=********");
    }

    @Test
    void ofMuchOutputTheEndIsKept() throws IOException {
        ShellCommand command = ShellCommand.start("seq 1 1000; echo end", Map.of("BOOTSTRAP_SERVERS", "kafka:9092"));
        command.end(System.nanoTime() + SOON);
        assertThat(command.output().lines()).hasSize(20).startsWith("982").endsWith("end");
        ShellCommand endless =
                ShellCommand.start("head -c 100000 /dev/zero | tr '\\0' x", Map.of("BOOTSTRAP_SERVERS", "kafka:9092"));
        endless.end(System.nanoTime() + SOON);
        assertThat(endless.output()).hasSize(4000);
    }

    /** It ends when the command does, whatever still holds its output. */
    @Test
    void whatItLeavesInTheBackgroundIsNotAwaited() throws IOException {
        ShellCommand command = ShellCommand.start("sleep 1000 & echo $!", Map.of("BOOTSTRAP_SERVERS", "kafka:9092"));
        command.end(System.nanoTime() + SOON);
        assertThat(command.exitCode()).isZero();
        ProcessHandle left = ProcessHandle.of(Long.parseLong(command.output())).orElseThrow();
        assertThat(left.isAlive()).isTrue();
        left.destroyForcibly();
    }

    /** What an interrupted caller does not wait for is ended, with what it has started. */
    @Test
    void whatStillRunsIsEnded() throws IOException {
        ShellCommand command = ShellCommand.start("sleep 1000 & wait", Map.of("BOOTSTRAP_SERVERS", "kafka:9092"));
        List<ProcessHandle> sleeping = sleeping();
        while (sleeping.isEmpty()) {
            sleeping = sleeping();
        }
        Thread.currentThread().interrupt();
        command.end(System.nanoTime());
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
