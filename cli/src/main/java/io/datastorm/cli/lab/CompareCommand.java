package io.datastorm.cli.lab;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.cli.terminal.TableText;
import io.datastorm.core.report.page.Page;
import io.datastorm.core.result.RunResult;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.lab.report.ComparisonReport;
import io.datastorm.lab.report.ExperimentResult;
import io.datastorm.lab.report.TwoRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm compare}: whether the second is better, and by how much. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "datastorm compare A B [--fail-on-regression SHARE]",
            "datastorm compare --interleave OPTIONS OPTIONS [--repeats N] [--fail-on-regression SHARE]"
        },
        description = {
            "Compares two results, two experiments variant by variant, or two ways to run.",
            "Two single runs are shown beside each other, without a verdict: nobody knows how far apart two equal runs"
                    + " would have been. With --interleave the runs of two ways to run "
                    + "take turns; experiments and interleaved runs tell whether a "
                    + "difference is more than chance and noise."
        },
        footer = {
            "",
            "Examples: datastorm compare --interleave '--linger 5ms' '--linger 25ms' --repeats 8",
            "          datastorm compare --interleave '' '' --launcher-a ../old/datastorm --fail-on-regression 5%%",
            "Exit codes: 0 done, 2 bad input, 4 B is worse by more than --fail-on-regression allows."
        })
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..2",
            paramLabel = "A B",
            description = "What was before, and what is now: the directories of two runs or of two experiments.")
    private List<Path> directories = List.of();

    @Option(
            names = "--interleave",
            arity = "2",
            paramLabel = "OPTIONS",
            description = "Options of 'datastorm run' for A, and for B: their runs take turns, and are compared.")
    private List<String> interleave = List.of();

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "8",
            description = "How often each is run, with --interleave. Default: 8.")
    private int repeats;

    @Option(
            names = "--launcher-a",
            paramLabel = "PATH",
            description = "The datastorm script of another build that makes the runs of A, with --interleave.")
    private Path launcherA;

    @Option(names = "--launcher-b", paramLabel = "PATH", description = "The same for B.")
    private Path launcherB;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the runs go, with --interleave.")
    private Path out;

    @Option(
            names = "--fail-on-regression",
            paramLabel = "SHARE",
            description = "Exit 4 if B is worse in some figure by more than this, such as 5%%.")
    private String regression;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Double> share = Optional.ofNullable(regression).map(CompareCommand::share);
        if (directories.isEmpty() == interleave.isEmpty() || directories.size() == 1) {
            throw new InvalidInput("compare", "needs two directories, or --interleave with the options of two runs");
        }
        if (directories.isEmpty()) {
            requireEnough(share);
            Screen screen =
                    new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
            InterleavedRuns runs = new InterleavedRuns(
                    new InterleavedRuns.Side(interleave.get(0), launcherA),
                    new InterleavedRuns.Side(interleave.get(1), launcherB),
                    repeats,
                    out);
            return judge(runs.run(screen), share);
        }
        Path one = directories.get(0);
        Path other = directories.get(1);
        requireAlike(one, other);
        if (!LabFiles.isThere(one)) {
            List<RunResult> runs = ReportCommand.all(directories, ReportCommand::read);
            return show(new TwoRuns(runs.get(0), runs.get(1)), share);
        }
        List<ExperimentResult> results =
                ReportCommand.all(directories, path -> LabFiles.open(path).result());
        ExperimentResult before = results.get(0);
        ExperimentResult after = results.get(1);
        int code = judge(ComparisonReport.of(before, after), share);
        if (before.example().isPresent() && after.example().isPresent()) {
            differences(new TwoRuns(before.example().get(), after.example().get()).environments());
        }
        return code;
    }

    private void differences(List<String> differences) {
        PrintWriter print = spec.commandLine().getOut();
        if (!differences.isEmpty()) {
            print.println("Not alike:");
            differences.forEach(difference -> print.println("  " + difference));
        }
        print.flush();
    }

    private void requireEnough(Optional<Double> share) {
        if (share.isPresent() && repeats < ComparisonReport.leastRepeats()) {
            throw new InvalidInput(
                    "--repeats",
                    "must be at least %d for --fail-on-regression, got %d: fewer cannot tell a regression from chance"
                            .formatted(ComparisonReport.leastRepeats(), repeats));
        }
    }

    private static void requireAlike(Path one, Path other) {
        if (LabFiles.isThere(one) != LabFiles.isThere(other)) {
            Path experiment = LabFiles.isThere(one) ? one : other;
            Path run = LabFiles.isThere(one) ? other : one;
            throw new InvalidInput(
                    "compare", "cannot compare an experiment (%s) with a single run (%s)".formatted(experiment, run));
        }
    }

    private int show(TwoRuns runs, Optional<Double> share) {
        if (share.isPresent()) {
            throw new InvalidInput(
                    "--fail-on-regression",
                    "two single runs cannot tell a regression from the spread between equal runs; let them take turns:"
                            + " datastorm compare --interleave 'OPTIONS OF A' 'OPTIONS OF B' --repeats 8");
        }
        PrintWriter print = spec.commandLine().getOut();
        TableText.lines(Page.Section.of("").with(runs.table())).forEach(print::println);
        List<String> differences = runs.differences();
        if (differences.isEmpty()) {
            print.println("Asked for and run alike.");
        }
        differences(differences);
        print.println("One run each: there is no verdict. For one: datastorm compare --interleave 'A' 'B'");
        print.flush();
        return ExitCode.DONE;
    }

    private int judge(ComparisonReport comparison, Optional<Double> share) {
        PrintWriter print = spec.commandLine().getOut();
        if (comparison.empty()) {
            throw new InvalidInput("compare", "the two have nothing in common");
        }
        TableText.lines(Page.Section.of("").with(comparison.table())).forEach(print::println);
        if (share.isPresent() && comparison.tooFew()) {
            print.flush();
            throw new InvalidInput(
                    "--fail-on-regression", "cannot be judged with so few runs; repeat the experiments more often");
        }
        boolean regressed = share.isPresent() && comparison.regressed(share.get());
        if (regressed) {
            print.println("REGRESSION: worse by more than " + regression);
        }
        print.flush();
        return regressed ? ExitCode.THRESHOLD : ExitCode.DONE;
    }

    private static double share(String text) {
        try {
            double percent = Double.parseDouble(text.replaceFirst("\\s*%$", ""));
            if (text.endsWith("%") && percent >= 0) {
                return percent / 100;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidInput("--fail-on-regression", "must be a share such as 5%, got '" + text + "'");
    }
}
