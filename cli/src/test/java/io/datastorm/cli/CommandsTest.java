package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandsTest {
    @TempDir
    private Path directory;

    @Test
    void versionAndHelp() {
        assertThat(Cli.run("--version").out()).contains("datastorm ").contains("Kafka 4.3.1");
        assertThat(Cli.run("--help").out()).contains("run", "cluster", "schema", "Exit codes");
        String help = Cli.run("run", "--help").out();
        assertThat(help).contains("such as 1%").doesNotContain("%%");
        for (Option<?> setting : Options.all()) {
            assertThat(help).contains(setting.flag());
        }
    }

    @Test
    void badUsageIsExitCode2WithAHint() {
        Cli cli = Cli.run("run", "--paritions", "3");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("--paritions").contains("--partitions");
        assertThat(Cli.run("rum").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Cli.run().code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Cli.run("run", "--rate", "0", "--acks", "2").err().lines()).hasSize(2);
    }

    @Test
    void dryRunPrintsAWorkloadThatCanBeRun() throws IOException {
        Cli first = Cli.run("run", "--dry-run", "--rate", "5k", "--template", "order");
        assertThat(first.code()).isZero();
        Path file = Files.writeString(directory.resolve("w.yaml"), first.out());
        Cli second = Cli.run("run", "--dry-run", file.toString());
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out()).contains("rate: 5k");
    }

    @Test
    void badInputNamesEverythingAndSendsNothing() throws IOException {
        Path yaml = Files.writeString(directory.resolve("w.yaml"), "load:\n  rate: fast\n  colour: red\n");
        Cli cli = Cli.run(
                "run", yaml.toString(), "--out", directory.resolve("out").toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).hasSize(2);
        assertThat(cli.err()).contains("w.yaml:2:9 load.rate").contains("unknown key 'colour'");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void outputDirectoriesAreNeverOverwritten() throws IOException {
        Files.createFile(directory.resolve("old"));
        Cli cli = Cli.run("run", "--out", directory.toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("is not empty; results are never overwritten");
        assertThat(Cli.run("run", "--out", directory.resolve("old").toString()).err())
                .contains("is a file");
        assertThat(Cli.run("run", "--out", "/proc/datastorm").err()).contains("choose another place");
    }

    @Test
    void whatIsNoResultCannotBeShown() throws IOException {
        Path other = Files.writeString(directory.resolve("other.json"), "no JSON");
        Cli cli = Cli.run("report", directory.toString(), other.toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).hasSize(2);
        assertThat(cli.err()).contains("there is no result to be read at").contains("is not a result of datastorm run");
        assertThat(Cli.run("report", "a", "b", "--format", "html").err()).contains("is one file for one RESULT, got 2");
    }

    @Test
    void shellsComplete() {
        assertThat(Cli.run("completion").out()).contains("--rate");
        String fish = Cli.run("completion", "fish").out();
        assertThat(fish)
                .contains("-n '__fish_seen_subcommand_from run' -l rate -r", "-l bootstrap-server -r", "-a verify");
        assertThat(fish.lines()).allMatch(line -> line.startsWith("complete -c datastorm ") && line.endsWith("'"));
    }

    @Test
    void experimentsAreListedAndCheckedBeforeAnythingRuns() throws IOException {
        assertThat(Cli.run("lab", "list").out()).contains("evolution", "How did it get fast?", "--quick:");
        assertThat(Cli.run("lab", "evolutoin").err()).contains("did you mean 'evolution'?");
        assertThat(Cli.run("lab").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Cli.run("lab", "acks", "--set", "brokrs=2").err()).contains("did you mean '--brokers'?");
        assertThat(Cli.run("lab", "linger", "--set", "acks=2").err()).contains("--acks: must be one of");
        assertThat(Cli.run("lab", "acks", "--set", "sender=direct").err())
                .contains("'sender' is what this experiment varies");
        assertThat(Cli.run("lab", "acks", "--set", "producer-property=ssl.key.password=x")
                        .err())
                .contains("is a secret")
                .doesNotContain("=x");
        assertThat(Cli.run("lab", "linger", "--set", "bootstrap-server=127.0.0.1:1", "--set", "topic=orders")
                        .err())
                .contains("must be left out with bootstrap-server");
        assertThat(Cli.run("lab", "acks", "--repeats", "0").err()).contains("must be positive");
        assertThat(Cli.run("lab", "acks", "--set", "duration=10m").err()).contains("add --yes");
        Cli many = Cli.run("lab", "acks", "--repeats", "50");
        assertThat(many.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(many.err()).contains("is 350 runs").contains("add --yes");
        assertThat(Cli.run("lab", "--resume", directory.toString()).err())
                .contains("is not the directory of an experiment");
    }

    /** Neither a cluster that is not there nor a time that is too short costs a run. */
    @Test
    void whatAnExperimentNeedsIsAskedForOnceBefore() {
        Path out = directory.resolve("out");
        Cli closed =
                Cli.run("lab", "linger", "--quick", "--set", "bootstrap-server=127.0.0.1:1", "--out", out.toString());
        assertThat(closed.code()).isEqualTo(ExitCode.NO_ACCESS);
        assertThat(closed.err()).contains("127.0.0.1:1");
        Cli late = Cli.run("lab", "linger", "--quick", "--budget", "1s", "--out", out.toString());
        assertThat(late.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(late.err()).contains("--budget: is shorter than one run of each variant takes, about");
        Cli build = Cli.run("compare", "--interleave", "", "", "--launcher-a", out.toString());
        assertThat(build.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(build.err()).contains("launcher: must be the datastorm script of a build");
        Cli few = Cli.run("compare", "--interleave", "", "", "--repeats", "5", "--fail-on-regression", "5%");
        assertThat(few.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(few.err()).contains("--repeats: must be at least 8 for --fail-on-regression, got 5");
        assertThat(out).doesNotExist();
    }

    /** Seconds of runs: equal ones, and one at half the speed. */
    @Test
    void whatMeansNothingToSomebodyElsesProgramIsRefused() throws IOException {
        Path yaml = Files.writeString(directory.resolve("e.yaml"), """
                name: e
                question: Which?
                base: { duration: 1500ms, rate: 5k, jvm: -Xmx1g }
                variants:
                  ours:
                  theirs: { command: kcat -X sasl.password=hush -X ssl.key.password=$PASSWORD }
                """);
        Cli cli = Cli.run("lab", yaml.toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("theirs: 'rate' means nothing to a program that is not DataStorm"))
                .anyMatch(line -> line.contains("theirs: 'jvm' means nothing to a program"))
                .anyMatch(line -> line.contains("must be whole seconds, got 1500ms"))
                .anyMatch(line -> line.contains("'sasl.password' is a secret"))
                .noneMatch(line -> line.contains("hush"));
        Files.writeString(yaml, "name: e\nquestion: q\nvariants: {a: , b: {needs: node}}");
        assertThat(Cli.run("lab", yaml.toString()).err()).contains("b: has needs or a setup, but no command");
        Files.writeString(yaml, "name: e\nquestion: q\nvariants: {a: , b: {comand: node}}");
        assertThat(Cli.run("lab", yaml.toString()).err()).contains("did you mean '--command'?");
    }

    /** The spread of one run's seconds says nothing about that between runs. */
    @Test
    void twoSingleRunsAreShownWithoutAVerdict() throws IOException {
        Path before = result("before", 100_000);
        Path worse = result("worse", 50_000);
        Cli shown = Cli.run("compare", before.toString(), worse.toString());
        assertThat(shown.out()).contains("0.500 ×", "there is no verdict").doesNotContain("worse", "better");
        assertThat(shown.code()).isZero();
        Cli refused = Cli.run("compare", before.toString(), worse.toString(), "--fail-on-regression", "5%");
        assertThat(refused.err()).contains("two single runs cannot tell").contains("--interleave");
        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Cli.run("compare", before.toString(), worse.toString(), "--fail-on-regression", "much")
                        .err())
                .contains("must be a share such as 5%");
    }

    @Test
    void optionsThatAreNoneCannotBeInterleaved() {
        Cli cli = Cli.run("compare", "--interleave", "linger 5ms", "--linger 25ms");
        assertThat(cli.err()).contains("A: must be options of 'datastorm run', such as '--linger 5ms', got 'linger'");
        assertThat(Cli.run("compare", "--interleave", "--linge 5ms", "--linger 25ms")
                        .err())
                .contains("did you mean '--linger'?");
    }

    private Path result(String name, double speed) throws IOException {
        StringBuilder intervals = new StringBuilder();
        for (int second = 1; second <= 12; second++) {
            intervals.append(intervals.isEmpty() ? "" : ",").append("""
                    {"second": %d, "seconds": 1.0, "recordsPerSecond": %f,
                     "p50Millis": 2.0, "p99Millis": %f, "generatorCpu": 1.0}
                    """.formatted(
                            second, speed * (1 + 0.01 * (second % 4)), 4.0 + 0.1 * (second % 3)));
        }
        Path place = Files.createDirectory(directory.resolve(name));
        Files.writeString(place.resolve("result.json"), """
                {"formatVersion": 1, "run": {"durationSeconds": 12}, "workload": {}, "environment": {}, "totals": {},
                 "latency": {},
                 "throughput": {"recordsPerSecond": %f}, "generator": {}, "brokers": [], "validity": {},
                 "intervals": [%s]}
                """.formatted(speed, intervals));
        return place;
    }

    @Test
    void helpExplainsCommandsAndThresholds() {
        assertThat(Cli.run("help", "run").out()).startsWith("Usage: datastorm run");
        assertThat(Cli.run("help").out()).contains("Start with: datastorm run");
        Cli thresholds = Cli.run("help", "thresholds");
        assertThat(thresholds.code()).isZero();
        assertThat(thresholds.out()).contains("  latency.response.p99Millis\n").contains("  totals.failed\n");
        Cli unknown = Cli.run("help", "rum");
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("there is no command 'rum' (").contains("; did you mean 'run'?");
        assertThat(Cli.run("run", "--threshold", "latency.p99<5").err())
                .contains("'datastorm help thresholds' lists all");
    }

    @Test
    void aDataDirectoryThatIsNotThereIsNotMade() {
        Path missing = directory.resolve("a/b");
        Cli cli = Cli.run(
                "run",
                "--data-dir",
                missing.toString(),
                "--out",
                directory.resolve("o").toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err())
                .contains("--data-dir: there is no directory '" + missing.getParent() + "'; create it first");
        assertThat(directory.resolve("a")).doesNotExist();
    }

    @Test
    void aDryRunWritesTrueAndFalseAsWords() {
        assertThat(Cli.run("run", "--frozen", "--dry-run").out())
                .contains("frozen: true")
                .contains("spin: false");
    }

    @Test
    void anUnreachableClusterIsExitCode3() {
        Cli cli = Cli.run(
                "run",
                "-b",
                "no-such-host.invalid:9092",
                "--out",
                directory.resolve("o").toString());
        assertThat(cli.code()).isEqualTo(ExitCode.NO_ACCESS);
        assertThat(cli.err()).contains("no such host");
        assertThat(directory.resolve("o")).doesNotExist();
    }

    @Test
    void clusterCommandsNeedACluster() {
        String state = directory.resolve("state").toString();
        assertThat(Cli.run("cluster", "status", "--state", state).out()).contains("no local cluster is running");
        assertThat(Cli.run("cluster", "start", "--brokers", "9", "--state", state)
                        .code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void whatMeansNothingToTheDirectSenderIsRefusedAllAtOnce() {
        Cli cli = Cli.run(
                "run",
                "--sender",
                "direct",
                "--producer-property",
                "retries=3",
                "--producer-property",
                "partitioner.class=x",
                "--buffer-memory",
                "900GiB");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err())
                .contains("'retries' means nothing to --sender direct; use --sender producer")
                .contains("'partitioner.class' means nothing")
                .contains("--buffer-memory: 900GiB for each of");
        assertThat(Cli.run("run", "--sender", "direct", "--producers", "shared", "--dry-run")
                        .err())
                .contains("--producers: must be own with --sender direct");
    }

    /** What is no result is told in one line, in our own words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | it has no formatVersion",
                "{\"formatVersion\": 99} | its format version is 99, and this DataStorm reads version 1",
                "{\"formatVersion\": 1} | it has no 'run'",
                "{\"formatVersion\": 1, \"run\": | it is no JSON document, or was cut off, at line 1",
                "[] | it has no formatVersion",
            })
    void whatIsNoResultIsToldInOneLine(String document, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("result.json"), document);
        for (String[] command : List.of(
                new String[] {"report", file.toString()}, new String[] {"compare", file.toString(), file.toString()})) {
            Cli cli = Cli.run(command);
            assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(cli.err().lines().distinct())
                    .singleElement()
                    .asString()
                    .contains("is not a result of datastorm run", message);
        }
    }

    @Test
    void bothResultsThatAreNotThereAreTold() {
        Cli cli = Cli.run(
                "compare",
                directory.resolve("nope").toString(),
                directory.resolve("nada").toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).hasSize(2).allMatch(line -> line.contains("there is no result to be read at"));
    }

    @Test
    void aCommandThatThereIsNotIsToldWithThoseThatThereAre() {
        Cli cli = Cli.run("foo");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).startsWith("there is no command 'foo'; commands: run, agent, verify, lab,");
        assertThat(Cli.run("cluster", "foo").err()).startsWith("there is no command 'foo'; commands: kill,");
    }

    @Test
    void withoutAClusterThereIsNothingToStopOrToKill() {
        String state = directory.resolve("none").toString();
        Cli stop = Cli.run("cluster", "stop", "--state", state);
        assertThat(stop.code()).isEqualTo(ExitCode.DONE);
        assertThat(stop.out()).contains("nothing to stop");
        Cli kill = Cli.run("cluster", "kill", "9", "--state", state);
        assertThat(kill.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(kill.err()).contains("no local cluster is running; start one");
    }
}
