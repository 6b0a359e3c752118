package io.datastorm.cli.schema;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.run.load.SchemaRecords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm schema sample}: records as a run would send them. */
@Command(name = "sample", mixinStandardHelpOptions = true, description = "Prints sample records as JSON lines.")
final class SampleCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = SchemaCommand.FILE + " Or a workload (.yaml): then records of its streams.")
    private String file;

    @Option(names = "--message", paramLabel = "NAME", description = SchemaCommand.MESSAGE)
    private String message;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "Stream of a workload. Default: all, each below a line with its name.")
    private String stream;

    @Option(names = "-n", paramLabel = "N", description = "How many. Default: 5.", defaultValue = "5")
    private int count;

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same records. Default: 1.")
    private Long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (count < 0) {
            throw new InvalidInput("-n", "must be 0 or more, got " + count);
        }
        if (file.endsWith(".yaml") || file.endsWith(".yml")) {
            ofWorkload();
        } else {
            ofSchema();
        }
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private void ofSchema() {
        if (stream != null) {
            throw new InvalidInput("--stream", "is for workloads (.yaml), not for " + file);
        }
        Schema schema = SchemaCommand.schema(file, message);
        SchemaCommand.refusing(file, () -> {
            ValueGenerator values = new ValueGenerator(schema, SchemaCommand.source(file, seed == null ? 1 : seed));
            print(schema, values::value);
        });
    }

    private void ofWorkload() {
        Settings flags = new Settings();
        if (seed != null) {
            flags.flag(RecordOptions.SEED, seed.toString());
        }
        if (message != null) {
            throw new InvalidInput("--message", "stands in the workload itself: records.message");
        }
        Workload workload = new Planner(
                        new ProducerRules(), Runtime.getRuntime().availableProcessors())
                .plan(flags, Optional.of(Path.of(file)));
        SchemaRecords records = new SchemaRecords(workload.streams(), System.currentTimeMillis());
        PrintWriter out = spec.commandLine().getOut();
        for (StreamPlan each : wanted(workload)) {
            if (stream == null && workload.streams().size() > 1) {
                out.println(each.title() + ":");
            }
            records.of(each)
                    .ifPresentOrElse(
                            of -> print(of.schema(), of::value), () -> out.println("(its values have no schema)"));
        }
    }

    private List<StreamPlan> wanted(Workload workload) {
        List<String> names = workload.streams().stream().map(StreamPlan::title).toList();
        if (stream != null && !names.contains(stream)) {
            throw new InvalidInput(
                    "--stream",
                    "there is no stream '%s'; there are %s%s"
                            .formatted(stream, String.join(", ", names), Nearest.hint(stream, names)));
        }
        return workload.streams().stream()
                .filter(each -> stream == null || stream.equals(each.title()))
                .toList();
    }

    private void print(Schema schema, LongFunction<Object> values) {
        for (int i = 0; i < count; i++) {
            spec.commandLine().getOut().println(SampleJson.of(schema, values.apply(i)));
        }
    }
}
