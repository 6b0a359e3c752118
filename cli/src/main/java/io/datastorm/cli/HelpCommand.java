package io.datastorm.cli;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.core.workload.AbortRule;
import io.datastorm.core.workload.Threshold;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm help}: help for a command, or a subject that several commands share. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Shows help for a command; 'help thresholds' lists all metrics of --threshold.")
final class HelpCommand implements Callable<Integer> {
    private static final String THRESHOLDS = "thresholds";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND|thresholds", description = "What to explain.")
    private String subject;

    @Override
    public Integer call() {
        CommandLine root = spec.parent().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        if (THRESHOLDS.equals(subject)) {
            thresholds(out);
        } else {
            command(root).usage(out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private CommandLine command(CommandLine root) {
        CommandLine command = subject == null ? root : root.getSubcommands().get(subject);
        if (command == null) {
            List<String> known = new ArrayList<>(root.getSubcommands().keySet());
            known.add(THRESHOLDS);
            throw new InvalidInput(
                    "help",
                    "there is no command '" + subject + "' (there are " + String.join(", ", known) + ")"
                            + Nearest.hint(subject, known));
        }
        return command;
    }

    private static void thresholds(PrintWriter out) {
        out.println("A threshold is a metric of result.json, one of < <= > >= ==, and a number:");
        out.println("  --threshold 'latency.response.p99Millis<50' --threshold 'throughput.recordsPerSecond>=100k'");
        out.println("A run that does not meet one ends with exit code 4. Metrics:");
        Threshold.METRICS.forEach(metric -> out.println("  " + metric));
        out.println("streams.NAME.METRIC asks one of these of a stream. consumers.GROUP.METRIC asks of a group:");
        Threshold.METRICS_OF_GROUPS.forEach(metric -> out.println("  " + metric));
        out.println("--abort-when ends a run early, by the figures of its seconds:");
        out.println("  --abort-when 'latency.response.p99Millis>200 for 10s'");
        out.println("Metrics:");
        AbortRule.METRICS.forEach(metric -> out.println("  " + metric));
    }
}
