package io.datastorm.cli.lab;

import io.datastorm.cli.process.RunProcess;
import io.datastorm.cli.terminal.OutputDirectory;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.report.text.PlanYaml;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.report.ComparisonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Two ways to run, whose runs take turns: an experiment of two variants, A and B, made up on the spot. */
public final class InterleavedRuns {
    private static final String A = "A";
    private static final String B = "B";

    private final Map<String, String> one;
    private final Map<String, String> other;
    private final int repeats;
    private final Optional<Path> out;

    /**
     * Of these options of {@code datastorm run}; {@code launcher} among them is another build that makes the runs.
     *
     * @param out where the runs go; null: a new directory
     * @throws InvalidInput if they are not options
     */
    InterleavedRuns(Side one, Side other, int repeats, Path out) {
        this.one = one.all(A);
        this.other = other.all(B);
        this.repeats = repeats;
        this.out = Optional.ofNullable(out);
        if (repeats < 1) {
            throw new InvalidInput("--repeats", "must be positive, got " + repeats);
        }
    }

    /**
     * One of the two ways to run.
     *
     * @param options of {@code datastorm run}, as they are written there
     * @param launcher the {@code datastorm} script of another build; null for this one
     */
    record Side(String options, Path launcher) {
        private Map<String, String> all(String name) {
            Map<String, String> all = InterleavedRuns.options(name, options);
            if (launcher != null) {
                all.put("launcher", launcher.toAbsolutePath().toString());
            }
            return all;
        }
    }

    /** {@code --linger 5ms --frozen} as names and values; a flag alone means true. */
    private static Map<String, String> options(String side, String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String name = null;
        for (String word : text.trim().split("\\s+", -1)) {
            if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                name = equals < 0 ? word.substring(2) : word.substring(2, equals);
                options.put(name, equals < 0 ? "true" : word.substring(equals + 1));
            } else if (name != null) {
                options.put(name, word);
                name = null;
            } else if (!word.isEmpty()) {
                throw new InvalidInput(
                        side, "must be options of 'datastorm run', such as '--linger 5ms', got '" + word + "'");
            }
        }
        return options;
    }

    /** As they are given on the command line; no options at all are the defaults. */
    private static String written(Map<String, String> options) {
        return options.isEmpty()
                ? "the defaults"
                : options.entrySet().stream()
                        .map(option -> "--" + option.getKey() + " " + option.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** Makes the runs. */
    ComparisonReport run(Screen screen) throws IOException, InterruptedException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", "compare");
        document.put("question", "Is B (" + written(other) + ") different from A (" + written(one) + ")?");
        document.put("repeats", repeats);
        Map<String, Object> variants = new LinkedHashMap<>();
        variants.put(A, one);
        variants.put(B, other);
        document.put("variants", variants);
        LabFiles.LabRequest asked =
                new LabFiles.LabRequest("compare", PlanYaml.of(document), false, repeats, 1, Map.of(), Set.of());
        Experiment experiment = asked.experiment();
        RunProcess maker = new RunProcess("datastorm-compare-" + System.currentTimeMillis(), screen);
        experiment.variants().forEach(maker::check);
        RunProcess.reach(experiment.variants());
        Path directory = OutputDirectory.create(out, "compare", LocalDateTime.now(ZoneId.systemDefault()));
        LabFiles files = LabFiles.create(directory, asked);
        new LabSession(experiment, files, maker, screen).run();
        return ComparisonReport.within(files.result(), A, B);
    }
}
