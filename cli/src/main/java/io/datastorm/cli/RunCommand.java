package io.datastorm.cli;

import io.datastorm.cli.live.LiveOptions;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.report.text.PlanYaml;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.run.load.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm run}: one run, from nothing to a result. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "datastorm run [WORKLOAD.yaml] [OPTIONS]",
        description = {
            "Sends records and measures what happened.",
            "Without options: 10 s at full speed into a local broker that is started for the run and removed",
            "after it. Flags win over the file."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD.yaml",
            description = "A workload file with one or several streams; --dry-run prints one.")
    private Path file;

    private final Settings settings = new Settings();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final LiveOptions live = new LiveOptions();

    private CommandSpec spec;

    /** picocli hands the command's specification over before it reads arguments. */
    @Spec
    void spec(CommandSpec own) {
        spec = own;
        WorkloadFlags.add(own, settings);
    }

    /** Where the result goes and how it is shown. */
    static final class OutputOptions {
        private static final Pattern EXIT_CODE = Pattern.compile("threshold=(\\d{1,3})");
        private static final int MOST_EXIT_CODE = 255;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                description = "Where the result goes; never overwrites. Default: results/<time>-<name>.")
        private Path out;

        @Option(names = "--json", description = "The result document alone on standard output.")
        private boolean json;

        @Option(
                names = "--exit-code",
                paramLabel = "threshold=N",
                description = "Exit code when a threshold was not met, or --abort-when ended the run: threshold=99 for "
                        + "who comes from k6. Default: 4.")
        private String exitCode = "threshold=" + ExitCode.THRESHOLD;

        @Option(names = "--quiet", description = "No live view.")
        private boolean quiet;

        @Option(names = "--dry-run", description = "Print the effective workload as YAML, send nothing.")
        private boolean dryRun;

        Optional<Path> directory() {
            return Optional.ofNullable(out);
        }

        /**
         * The exit code when a threshold was not met.
         *
         * @throws InvalidInput if it is written in another way
         */
        int threshold() {
            Matcher matcher = EXIT_CODE.matcher(exitCode);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MOST_EXIT_CODE) {
                throw new InvalidInput(
                        "--exit-code", "must be threshold=N, with N from 0 to 255, got '" + exitCode + "'");
            }
            return Integer.parseInt(matcher.group(1));
        }

        boolean json() {
            return json;
        }

        boolean quiet() {
            return quiet || json;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int threshold = output.threshold();
        Planner planner = new Planner(new ProducerRules(), Runtime.getRuntime().availableProcessors());
        Workload workload = planner.plan(settings, Optional.ofNullable(file));
        if (output.dryRun) {
            Preparation.of(workload, System.currentTimeMillis())
                    .notices()
                    .forEach(spec.commandLine().getErr()::println);
            workload.notes().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getOut().print(PlanYaml.of(workload.effective()));
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), output.json());
        int code = new RunSession(workload, screen, output, live).run();
        return code == ExitCode.THRESHOLD ? threshold : code;
    }
}
