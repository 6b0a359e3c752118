package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cli.lab.ReportCommand;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small experiment of one's own, made of real runs. */
final class LabIT {
    @TempDir
    private Path directory;

    private Path files() {
        return directory.resolve("out");
    }

    /** Any client can be compared, seen from outside: here DataStorm itself, as if it were somebody else's. */
    private Cli lab() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path yaml = Files.writeString(directory.resolve("ours.yaml"), """
                name: ours
                question: Is theirs as good as ours?
                repeats: 1
                base: { duration: 2s, warmup: 0s, data-dir: %s }
                variants:
                  ours: { rate: 2k, workers: 1 }
                  theirs:
                    needs: sh
                    setup: |
                      echo '%s' > classpath
                    command: >
                      exec %s -cp "$(cat classpath)" io.datastorm.cli.Main run -b "$BOOTSTRAP" -t "$TOPIC" \\
                        --rate 2k --duration 60s
                  nobody's: { needs: no-such-program, command: no-such-program }
                """.formatted(
                        directory.resolve("data"), System.getProperty("java.class.path"), java));
        return Cli.run("lab", yaml.toString(), "--out", files().toString());
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> runs = Files.list(files().resolve("runs"))) {
            return runs.filter(Files::isDirectory)
                    .map(run -> run.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Made, interrupted as it were, gone on with, reported again, and compared with a run. */
    @Test
    @Tag("matrix")
    void anExperimentIsMadeResumedReportedAndCompared() throws IOException {
        Cli made = lab();
        assertThat(made.code()).as(made.out() + made.err()).isZero();
        assertThat(made.err()).contains("left out: nobody's, because 'no-such-program' is not on the PATH");
        assertThat(made.out())
                .contains("3 runs", "1 repeat is too few", "theirs")
                .doesNotContain("MISSED", "missing");
        assertThat(runs()).containsExactly("001", "002", "003", "programs");
        assertThat(Files.readAllLines(files().resolve("runs.csv"))).hasSize(4);
        assertThat(Files.readString(files().resolve("report.html"))).contains("Is theirs as good as ours?");
        assertThat(Stream.of("001", "002", "003")
                        .map(files().resolve("runs")::resolve)
                        .filter(LabIT::seenFromOutside))
                .hasSize(1);

        Files.delete(files().resolve("runs/002/result.json"));
        Files.createFile(files().resolve("runs/002.running"));
        Cli resumed = Cli.run("lab", "--resume", files().toString());
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("run 2 of 3").doesNotContain("run 1 of 3", "run 3 of 3");
        assertThat(runs()).containsExactly("001", "002", "002-aside-1", "003", "programs");

        assertThat(Cli.run("report", files().toString()).out()).contains("Is theirs as good as ours?");
        assertThat(Cli.run("report", files().toString(), "--format", "csv")
                        .out()
                        .lines())
                .hasSize(4);
        Path one = files().resolve("runs/001");
        assertThat(Cli.run("compare", one.toString(), files().toString()).code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    /** The second way is made by another build: here the same one, behind a script that notes that it was asked. */
    @Tag("matrix")
    @Test
    void twoWaysToRunTakeTurns() throws IOException {
        Path other = Files.writeString(directory.resolve("datastorm"), """
                #!/bin/sh
                echo "$1" >> "%s"
                exec "%s" -Ddatastorm.broker.lib="%s" -cp "%s" io.datastorm.cli.Main "$@"
                """.formatted(
                        directory.resolve("asked"),
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("datastorm.broker.lib"),
                        System.getProperty("java.class.path")));
        assertThat(other.toFile().setExecutable(true)).isTrue();
        Cli cli = Cli.run(
                "compare",
                "--interleave",
                "--records 1000 --partitions 2",
                "--records 1000 --partitions 2 --acks all",
                "--repeats",
                "1",
                "--launcher-b",
                other.toString(),
                "--out",
                files().toString());
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out())
                .contains("run 3 of 3", "A (again)", "B over A: throughput", "too few repeats to tell")
                .contains("different from A (--records 1000 --partitions 2)?");
        assertThat(directory.resolve("asked")).hasContent("run");
    }

    private static boolean seenFromOutside(Path result) {
        RunResult run = ReportCommand.read(result);
        return run.workload().containsKey("program")
                && run.throughput().recordsPerSecond() > 0
                && run.generator().cpuSeconds() > 0
                && run.validity().warnings().get(0).startsWith("seen from outside");
    }
}
