package io.datastorm.cli;

import io.datastorm.core.measure.RunResult;
import io.datastorm.core.report.page.Page;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.lab.report.Versus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        description = {
            "Compares two results, or two experiments variant by variant: ratios with intervals, and whether the difference is more than chance and noise.",
            "Two single runs are compared by their seconds, which cannot tell how far apart two equal runs would be; experiments can."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "What was before: the directory of a run or of an experiment.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "What is now.")
    private Path after;

    @Option(
            names = "--fail-on-regression",
            paramLabel = "SHARE",
            description = "Exit 4 if B is worse in some figure by more than this, such as 5%%.")
    private String regression;

    @Override
    public Integer call() throws IOException {
        Optional<Double> share = Optional.ofNullable(regression).map(CompareCommand::share);
        Versus versus = versus();
        PrintWriter out = spec.commandLine().getOut();
        if (versus.empty()) {
            throw new InvalidInput(after.toString(), "has nothing in common with " + before);
        }
        TableText.lines(Page.Section.of("").with(versus.table())).forEach(out::println);
        if (share.isPresent() && versus.tooFew()) {
            out.flush();
            throw new InvalidInput(
                    "--fail-on-regression", "cannot be judged with so few runs; repeat the experiments more often");
        }
        boolean regressed = share.isPresent() && versus.regressed(share.get());
        if (regressed) {
            out.println("REGRESSION: worse by more than " + regression);
        }
        out.flush();
        return regressed ? ExitCode.THRESHOLD : ExitCode.DONE;
    }

    private Versus versus() throws IOException {
        if (LabFiles.isThere(before) != LabFiles.isThere(after)) {
            throw new InvalidInput(after.toString(), "and " + before + ": one is an experiment, the other is not");
        }
        if (LabFiles.isThere(before)) {
            return Versus.of(
                    LabFiles.open(before).result(), LabFiles.open(after).result());
        }
        RunResult one = ReportCommand.read(before);
        RunResult other = ReportCommand.read(after);
        return Versus.of(one, other);
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
