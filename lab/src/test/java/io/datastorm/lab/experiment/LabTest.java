package io.datastorm.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.result.RunResult;
import io.datastorm.lab.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabTest {
    private static final Experiment EXPERIMENT = new Experiment(
            "e",
            "Which?",
            List.of(
                    new Variant("a", "", Map.of(), "", ExternalClient.DATASTORM, ""),
                    new Variant("b", "", Map.of(), "", ExternalClient.DATASTORM, "")),
            4,
            "",
            false,
            Optional.empty());

    private static final Lab.Listener NOBODY = new Lab.Listener() {
        @Override
        public void begins(int number, int of, RunOrder.Planned planned) {}

        @Override
        public void made(Lab.CompletedRun made, boolean now) {}
    };

    @TempDir
    private Path directory;

    private final List<String> ran = new ArrayList<>();

    /** Runs that need no broker: each leaves the result that it is told to. */
    private RunMaker maker(Function<String, RunResult> results) {
        return new RunMaker() {
            @Override
            public void check(Variant variant) {}

            @Override
            public void abandon() {}

            @Override
            public Optional<String> missing(Variant variant) {
                return Optional.empty();
            }

            @Override
            public void run(Variant variant, Path place) {
                ran.add(variant.name());
                RunResult result = results.apply(variant.name());
                try {
                    Files.createDirectories(place);
                    if (result != null) {
                        try (OutputStream out = Files.newOutputStream(place.resolve("result.json"))) {
                            new JsonReporter().write(result, out);
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private List<Lab.CompletedRun> run(int most, Function<String, RunResult> results) throws Exception {
        return new Lab(EXPERIMENT, 1, directory, maker(results), NOBODY)
                .run(() -> ran.size() >= most, NanoClock.SYSTEM);
    }

    @Test
    void eachBlockHasEachVariantOnceInAnOrderOfItsOwn() {
        List<RunOrder.Planned> order = RunOrder.of(EXPERIMENT, 1);
        assertThat(order).isEqualTo(RunOrder.of(EXPERIMENT, 1)).isNotEqualTo(RunOrder.of(EXPERIMENT, 2));
        Map<Integer, List<String>> blocks = order.stream()
                .collect(Collectors.groupingBy(
                        RunOrder.Planned::block,
                        Collectors.mapping(planned -> planned.variant().name(), Collectors.toList())));
        assertThat(blocks).hasSize(4);
        assertThat(blocks.values())
                .allSatisfy(block -> assertThat(block).containsExactlyInAnyOrder("a", "b", "a (again)"));
        assertThat(blocks.values().stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void whatIsThereIsNotRunAgain() throws Exception {
        assertThat(run(5, name -> Results.throughput(1000))).hasSize(5);
        List<Lab.CompletedRun> all = run(Integer.MAX_VALUE, name -> Results.throughput(1000));
        assertThat(all).hasSize(12).allMatch(Lab.CompletedRun::valid);
        assertThat(ran).hasSize(12);
    }

    /** Were it made again, a variant that fails in two of five runs would be judged by its lucky ones. */
    @Test
    void aRunThatMissedItsAimIsAnOutcomeAndNotMadeAgain() throws Exception {
        List<Lab.CompletedRun> all =
                run(Integer.MAX_VALUE, name -> name.equals("b") ? Results.failed() : Results.throughput(1));
        assertThat(ran.stream().filter("b"::equals).count()).isEqualTo(4);
        assertThat(all).hasSize(12).filteredOn(made -> !made.valid()).hasSize(4).allSatisfy(made -> assertThat(
                        made.objection())
                .contains("3 records failed"));
        assertThat(run(Integer.MAX_VALUE, name -> Results.throughput(1))).isEqualTo(all);
    }

    /** Each run takes ten minutes here: three of them are a block. */
    @Test
    void noBlockIsBegunThatWouldHardlyEndWithinTheBudget() throws Exception {
        NanoClock clock = () -> Duration.ofMinutes(10L * ran.size()).toNanos();
        Experiment hour = EXPERIMENT.within(Duration.ofMinutes(70));
        Lab lab = new Lab(hour, 1, directory, maker(name -> Results.throughput(1)), NOBODY);
        assertThat(lab.run(() -> false, clock)).hasSize(6);
        assertThat(lab.run(() -> false, clock)).hasSize(12);
        assertThat(hour.time()).isLessThan(Duration.ofMinutes(70));
        assertThat(EXPERIMENT.within(Duration.ofSeconds(1)).time()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasInterruptedDoesNotCountAndIsMadeAgain() throws Exception {
        assertThat(run(5, name -> ran.size() == 5 ? Results.incomplete() : Results.throughput(1)))
                .hasSize(5)
                .filteredOn(made -> !made.valid())
                .hasSize(1);
        assertThat(run(Integer.MAX_VALUE, name -> Results.throughput(1)))
                .hasSize(12)
                .allMatch(Lab.CompletedRun::valid);
        assertThat(ran).hasSize(13);
    }

    @Test
    void aResultThatWasCutOffIsMadeAgain() throws Exception {
        run(3, name -> Results.throughput(1));
        Files.writeString(directory.resolve("runs/001/result.json"), "{\"formatVersion\"");
        Files.writeString(directory.resolve("runs/001.running"), "");
        assertThat(run(Integer.MAX_VALUE, name -> Results.throughput(1))).hasSize(12);
        assertThat(directory.resolve("runs/001-aside-1")).exists();
    }

    @Test
    void aRunThatFailsDoesNotLoseTheOthers() throws Exception {
        List<Lab.CompletedRun> all = run(Integer.MAX_VALUE, name -> name.equals("a") ? null : Results.throughput(1));
        assertThat(all).hasSize(12).filteredOn(Lab.CompletedRun::valid).hasSize(8);
        assertThat(Lab.stored(EXPERIMENT, 1, directory)).isEqualTo(all);
        assertThat(run(Integer.MAX_VALUE, name -> Results.throughput(1)))
                .as("a crash is an outcome, and gets no second chance")
                .isEqualTo(all);
    }
}
