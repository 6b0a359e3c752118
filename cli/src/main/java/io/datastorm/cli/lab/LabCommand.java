package io.datastorm.cli.lab;

import io.datastorm.cli.live.LibraryOptions;
import io.datastorm.cli.process.RunProcess;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.OutputDirectory;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.output.RunningMark;
import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.input.Problem;
import io.datastorm.lab.experiment.BuiltIn;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.ExperimentReader;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.live.library.LibraryServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm lab}: experiments of many runs. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"datastorm lab list", "datastorm lab NAME|FILE.yaml [OPTIONS]", "datastorm lab --resume DIR"},
        description = {
            "Answers a question by many runs.",
            "They are made in blocks, in random order, repeated, and compared with intervals, beside the",
            "machine's own noise.",
            "'lab list' shows the experiments that ship."
        })
public final class LabCommand implements Callable<Integer> {
    private static final int MANY_RUNS = 100;
    private static final Duration LONG = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "An experiment that ships, or a file of one's own.")
    private String name;

    @Option(names = "--quick", description = "A first look: shorter runs, fewer repeats.")
    private boolean quick;

    @Option(names = "--repeats", paramLabel = "N", description = "How often each variant is run.")
    private Integer repeats;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "An option of run for all runs; repeatable. For example "
                    + "bootstrap-server=HOST:PORT for one's own cluster, where each run "
                    + "makes a topic and deletes it.")
    private Map<String, String> options = Map.of();

    @Option(
            names = "--order-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Same seed, same order of runs. Default: 1.")
    private long orderSeed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where it goes. Default: results/<time>-lab-NAME.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with an experiment that was interrupted; runs that are there are not made again.")
    private Path resume;

    @Option(
            names = "--budget",
            paramLabel = "D",
            description = "How long it may take, such as 30m: no round of all variants is "
                    + "begun that would hardly end within it.")
    private String budget;

    @Mixin
    private final LibraryOptions live = new LibraryOptions();

    @Option(names = "--yes", description = "Also if it is more than 100 runs or takes more than an hour.")
    private boolean yes;

    /** What is wrong with a variant is told with the experiment that has it. */
    private void check(Experiment experiment, RunProcess maker) {
        List<Problem> problems = new ArrayList<>();
        for (Variant variant : experiment.variants()) {
            try {
                maker.check(variant);
            } catch (InvalidInput e) {
                e.problems()
                        .forEach(problem -> problems.add(new Problem(
                                "%s: variant '%s', %s"
                                        .formatted(
                                                name == null ? experiment.name() : name,
                                                variant.name(),
                                                problem.where()),
                                problem.what())));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((name == null) == (resume == null)) {
            throw new InvalidInput(
                    "NAME", "give the name of an experiment, or --resume DIR; 'datastorm lab list' shows them");
        }
        if (resume != null && (quick || repeats != null || !options.isEmpty() || out != null)) {
            throw new InvalidInput("--resume", "goes on with what was asked for; leave the other options out");
        }
        if ("list".equals(name)) {
            list(spec.commandLine().getOut());
            return ExitCode.DONE;
        }
        LabFiles begun = resume == null ? null : LabFiles.open(resume);
        LabFiles.LabRequest asked = begun == null ? asked() : begun.asked();
        Experiment experiment = asked.experiment();
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
        RunProcess maker = new RunProcess("datastorm-lab-" + System.currentTimeMillis(), screen);
        check(experiment, maker);
        Set<String> missing = missing(experiment, maker, screen);
        if (begun != null && !missing.isEmpty()) {
            throw new InvalidInput(
                    "--resume", "what was there when the experiment began is not: " + String.join(", ", missing));
        }
        if (begun == null) {
            asked = asked.without(missing);
            experiment = asked.experiment();
        }
        experiment = within(experiment);
        requireBlock(experiment);
        if (!yes && (experiment.runs() > MANY_RUNS || experiment.time().compareTo(LONG) > 0)) {
            throw new InvalidInput(
                    experiment.name(),
                    "is %d runs and takes about %s; add --yes if you want that, or --quick for a first look"
                            .formatted(experiment.runs(), LabSession.time(experiment.time())));
        }
        RunProcess.reach(experiment.variants());
        LabFiles files = begun == null ? create(experiment, asked) : begun;
        return run(new LabSession(experiment, files, maker, screen), files, begun == null);
    }

    /** What does not begin leaves nothing. */
    private int run(LabSession session, LabFiles files, boolean begins) throws IOException, InterruptedException {
        Optional<LibraryServer> page;
        try {
            page = live.open(files.directory(), session.screen());
        } catch (InvalidInput e) {
            if (begins) {
                files.discard();
            }
            throw e;
        }
        RunningMark mark = RunningMark.of(files.directory());
        try {
            return session.run();
        } finally {
            mark.close();
            page.ifPresent(LibraryServer::close);
        }
    }

    private Experiment within(Experiment experiment) {
        try {
            return budget == null ? experiment : experiment.within(Quantities.duration(budget));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("--budget", e.getMessage());
        }
    }

    /** A block of which a part is missing would tell less than nothing. */
    private static void requireBlock(Experiment experiment) {
        if (experiment.budget().isPresent() && experiment.budget().get().compareTo(experiment.blockTime()) < 0) {
            throw new InvalidInput(
                    "--budget",
                    "is shorter than one run of each variant takes, about %s; give at least that"
                            .formatted(LabSession.time(experiment.blockTime())));
        }
    }

    /** The variants that cannot be run here; that is told. */
    private static Set<String> missing(Experiment experiment, RunProcess maker, Screen screen) {
        Set<String> missing = new TreeSet<>();
        for (Variant variant : experiment.variants()) {
            maker.missing(variant).ifPresent(why -> {
                missing.add(variant.name());
                screen.complain("left out: " + variant.name() + ", because " + why);
            });
        }
        if (experiment.variants().size() - missing.size() < 2) {
            throw new InvalidInput(experiment.name(), "fewer than two variants are left to compare");
        }
        return missing;
    }

    private LabFiles create(Experiment experiment, LabFiles.LabRequest asked) throws IOException {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        return LabFiles.create(
                OutputDirectory.create(Optional.ofNullable(out), "lab-" + experiment.name(), now), asked);
    }

    private LabFiles.LabRequest asked() {
        if (repeats != null && repeats < 1) {
            throw new InvalidInput("--repeats", "must be positive, got " + repeats);
        }
        boolean shipped = BuiltIn.NAMES.contains(name);
        if (!shipped && !Files.exists(Path.of(name))) {
            throw new InvalidInput(
                    name,
                    "there is no such experiment, and no such file" + Nearest.hint(name, BuiltIn.NAMES)
                            + "; 'datastorm lab list' shows them");
        }
        String yaml = shipped ? BuiltIn.text(name) : InputFile.read(Path.of(name));
        return new LabFiles.LabRequest(name, yaml, quick, repeats == null ? 0 : repeats, orderSeed, options, Set.of());
    }

    private static void list(PrintWriter out) {
        for (String name : BuiltIn.NAMES) {
            Experiment full = ExperimentReader.read(name, BuiltIn.text(name), false);
            Experiment look = ExperimentReader.read(name, BuiltIn.text(name), true);
            out.printf(
                    "%-14s %s%n%15s%d runs, about %s; --quick: %d runs, about %s%n",
                    name,
                    full.question(),
                    "",
                    full.runs(),
                    LabSession.time(full.time()),
                    look.runs(),
                    LabSession.time(look.time()));
        }
        out.flush();
    }
}
