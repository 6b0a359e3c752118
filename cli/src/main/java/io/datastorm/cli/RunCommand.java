package io.datastorm.cli;

import io.datastorm.cli.live.LiveOptions;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.report.PlanYaml;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.run.load.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        @Option(
                names = "--out",
                paramLabel = "DIR",
                description = "Where the result goes; never overwrites. Default: results/<time>-<name>.")
        private Path out;

        @Option(names = "--json", description = "The result document alone on standard output.")
        private boolean json;

        @Option(names = "--quiet", description = "No live view.")
        private boolean quiet;

        @Option(names = "--dry-run", description = "Print the effective workload as YAML, send nothing.")
        private boolean dryRun;

        Optional<Path> directory() {
            return Optional.ofNullable(out);
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
        return new RunSession(workload, screen, output, live).run();
    }
}
