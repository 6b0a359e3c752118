package io.datastorm.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.report.page.MarkdownPage;
import io.datastorm.core.report.page.Page;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.ExperimentReader;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.report.EvolutionReport;
import io.datastorm.lab.report.ExperimentCsv;
import io.datastorm.lab.report.ExperimentPage;
import io.datastorm.lab.report.ExperimentResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of an experiment: {@code lab.json} (what was asked for, enough to go on or to report), {@code runs/} (a
 * run's files each), {@code report.html}, {@code report.md} with its pictures, {@code runs.csv}, {@code runs.json}.
 */
public record LabFiles(Path directory, LabRequest asked) {
    private static final String ASKED = "lab.json";
    /** For machines: without the spaces it is half as long. */
    private static final ObjectMapper RAW = new ObjectMapper();

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * What was asked for.
     *
     * @param source the experiment's name or file, for messages
     * @param yaml the experiment as it was written
     * @param repeats 0 for the experiment's own
     * @param options that all runs have, over those of the experiment
     * @param without variants that cannot be run on this machine
     */
    record LabRequest(
            String source,
            String yaml,
            boolean quick,
            int repeats,
            long orderSeed,
            Map<String, String> options,
            Set<String> without) {
        LabRequest {
            without = without == null ? Set.of() : without;
        }

        /** The same without some variants. */
        LabRequest without(Set<String> names) {
            return new LabRequest(source, yaml, quick, repeats, orderSeed, options, names);
        }

        /** The experiment, with what was asked for in its place. */
        Experiment experiment() {
            Experiment read = ExperimentReader.read(source(), yaml(), quick());
            requireNothingVaried(read);
            List<Variant> variants = read.variants().stream()
                    .filter(variant -> !without.contains(variant.name()))
                    .map(this::overridden)
                    .toList();
            return read.with(variants, repeats() > 0 ? repeats() : read.repeats());
        }

        private void requireNothingVaried(Experiment read) {
            Set<String> fixed = new TreeSet<>(options().keySet());
            if (fixed.contains("bootstrap-server")) {
                fixed.add("brokers");
            }
            for (String option : fixed) {
                long levels = read.variants().stream()
                        .map(variant -> Objects.toString(variant.options().get(option)))
                        .distinct()
                        .count();
                if (levels > 1) {
                    throw new InvalidInput(
                            "--set",
                            "'" + option + "' is what this experiment varies; it cannot be the same for all runs");
                }
            }
        }

        private Variant overridden(Variant variant) {
            Map<String, String> options = new LinkedHashMap<>(variant.options());
            if (options().containsKey("bootstrap-server")) {
                options.remove("data-dir");
                options.remove("brokers");
            }
            options.putAll(options());
            return variant.with(options);
        }
    }

    /** Begins one. */
    static LabFiles create(Path directory, LabRequest asked) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(ASKED), JSON.writeValueAsBytes(asked));
        return new LabFiles(directory, asked);
    }

    /** It does not begin. */
    void discard() throws IOException {
        Files.delete(directory.resolve(ASKED));
        Files.delete(directory);
    }

    /** Whether a directory is one of an experiment. */
    static boolean isThere(Path directory) {
        return Files.exists(directory.resolve(ASKED));
    }

    /**
     * Opens one that was begun.
     *
     * @throws InvalidInput if it is not one
     */
    static LabFiles open(Path directory) {
        try {
            return new LabFiles(
                    directory, JSON.readValue(Files.readAllBytes(directory.resolve(ASKED)), LabRequest.class));
        } catch (JsonProcessingException e) {
            throw new InvalidInput(directory.toString(), "its " + ASKED + " is damaged: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidInput(directory.toString(), "is not the directory of an experiment: there is no " + ASKED);
        }
    }

    /** What the runs that are there have shown. */
    ExperimentResult result() throws IOException {
        Experiment experiment = asked.experiment();
        return new ExperimentResult(experiment, Lab.stored(experiment, asked.orderSeed(), directory));
    }

    /** The page of what was found. */
    Page page(ExperimentResult result) {
        try {
            return ExperimentPage.of(
                    result,
                    asked.without(),
                    List.of(
                            new Page.Attachment("runs.csv", ExperimentCsv.of(result.made())),
                            new Page.Attachment("runs.json", RAW.writeValueAsString(result.made())),
                            new Page.Attachment("experiment.yaml", asked.yaml())));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the reports; steps get their story, too. */
    void report(ExperimentResult result, Page page) throws IOException {
        if (result.experiment().ladder()) {
            Files.writeString(directory.resolve("EVOLUTION.md"), MarkdownPage.write(EvolutionReport.of(result)));
        }
        Files.writeString(directory.resolve("report.html"), new HtmlPage().write(page));
        Files.writeString(directory.resolve("report.md"), MarkdownPage.write(page));
        for (Map.Entry<String, String> file : MarkdownPage.files(page).entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(directory.resolve("runs.csv"), ExperimentCsv.of(result.made()));
        Files.write(directory.resolve("runs.json"), RAW.writeValueAsBytes(result.made()));
    }
}
