package io.datastorm.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.datastorm.cli.terminal.Colours;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.TableText;
import io.datastorm.cli.terminal.TerminalWidth;
import io.datastorm.core.report.CsvReporter;
import io.datastorm.core.report.HtmlReporter;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.MarkdownReporter;
import io.datastorm.core.report.Reporter;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.report.page.MarkdownPage;
import io.datastorm.core.report.page.Page;
import io.datastorm.core.result.RunResult;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.lab.report.ExperimentCsv;
import io.datastorm.lab.report.ExperimentResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm report}: shows stored results. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Shows stored results on standard output, also those of runs that were killed.",
            "For example: datastorm report results/20261123-101500-run --format html > run.html"
        })
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULT",
            description =
                    "The directory of a run or an experiment, or a result.json. Several are shown one after the other.")
    private List<Path> results;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, html (one file that needs nothing else), md or csv (a row a second). Default: text.")
    private Format format;

    /** What a result can be shown as. */
    enum Format {
        TEXT,
        HTML,
        MD,
        CSV;

        Reporter reporter() {
            return switch (this) {
                case TEXT -> new TextReporter(TerminalWidth.columns(), Colours.shown());
                case HTML -> new HtmlReporter();
                case MD -> new MarkdownReporter();
                case CSV -> new CsvReporter();
            };
        }
    }

    @Override
    public Integer call() throws IOException {
        if (format == Format.HTML && results.size() > 1) {
            throw new InvalidInput("--format html", "is one file for one RESULT, got " + results.size());
        }
        print(all(results, path -> LabFiles.isThere(path) ? experiment(LabFiles.open(path)) : run(read(path))));
        return ExitCode.DONE;
    }

    /** Opens a place; what is wrong with it is an {@link InvalidInput}. */
    interface Opening<T> {
        T open(Path path) throws IOException;
    }

    /**
     * Opens all of some places.
     *
     * @throws InvalidInput with what is wrong with any of them
     */
    static <T> List<T> all(List<Path> paths, Opening<T> opening) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<T> opened = new ArrayList<>();
        for (Path path : paths) {
            try {
                opened.add(opening.open(path));
            } catch (InvalidInput e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return opened;
    }

    private void print(List<String> shown) {
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.size() > 1 && format == Format.TEXT) {
                out.println((i == 0 ? "" : "\n") + results.get(i));
            }
            out.print(shown.get(i));
        }
        out.flush();
    }

    private String run(RunResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.reporter().write(result, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String experiment(LabFiles files) throws IOException {
        ExperimentResult result = files.result();
        Page page = files.page(result);
        return switch (format) {
            case TEXT -> String.join("\n", TableText.lines(page)) + "\n";
            case HTML -> new HtmlPage().write(page);
            case MD -> MarkdownPage.write(page);
            case CSV -> ExperimentCsv.of(result.made());
        };
    }

    /**
     * Reads the result of a run.
     *
     * @throws InvalidInput if there is none
     */
    public static RunResult read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("result.json") : path;
        try {
            return JsonReporter.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new InvalidInput(path.toString(), "is not a result of datastorm run: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidInput(
                    path.toString(), "there is no result to be read at '" + file + "'; name the directory of a run");
        }
    }
}
