package io.datastorm.cli;

import io.datastorm.cli.canary.CanaryCommand;
import io.datastorm.cli.lab.CompareCommand;
import io.datastorm.cli.lab.LabCommand;
import io.datastorm.cli.lab.ReportCommand;
import io.datastorm.cli.live.UiCommand;
import io.datastorm.cli.schema.SchemaCommand;
import io.datastorm.cli.terminal.AsciiWriter;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.topic.CaptureCommand;
import io.datastorm.cli.topic.RelayCommand;
import io.datastorm.cli.topic.ShapeCommand;
import io.datastorm.cluster.ClusterException;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry: {@code datastorm COMMAND}. */
@Command(
        name = "datastorm",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "A Kafka load generator that sends realistic records, measures latency without coordinated",
            "omission, and proves that nothing acknowledged was lost.",
            "",
            "Start with: datastorm run"
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 the run failed; 2 bad input, nothing sent; 3 no access to the cluster,",
            "nothing sent; 4 a threshold was not met; 5 something was lost, duplicated, reordered or",
            "corrupted; 130 interrupted, what was measured is saved."
        },
        subcommands = {
            RunCommand.class,
            AgentCommand.class,
            VerifyCommand.class,
            LabCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            UiCommand.class,
            CanaryCommand.class,
            ClusterCommand.class,
            SchemaCommand.class,
            ShapeCommand.class,
            CaptureCommand.class,
            RelayCommand.class,
            HelpCommand.class,
            CompletionCommand.class
        })
public final class Main implements Runnable {
    /**
     * Kafka's clients log each retry as a warning; what matters reaches the result. Kept, as loggers are only weakly
     * held.
     */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private static final int HELP_COLUMNS = 100;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        KAFKA_LOG.setLevel(Level.OFF);
        System.exit(execute(args));
    }

    private static int execute(String[] args) {
        return commandLine().execute(args);
    }

    /** The whole command line, with errors turned into messages and exit codes. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setParameterExceptionHandler(Main::badUsage);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command));
        commandLine.setExecutionStrategy(parsed -> {
            if (!parsed.expandedArgs().contains("--clean")) {
                AgentCommand.noteOrphans(commandLine.getErr());
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpWidth(HELP_COLUMNS);
        if (AsciiWriter.NEEDED) {
            commandLine.setOut(new PrintWriter(new AsciiWriter(commandLine.getOut()), true));
            commandLine.setErr(new PrintWriter(new AsciiWriter(commandLine.getErr()), true));
        }
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? See 'datastorm --help'");
    }

    private static int badUsage(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(message(exception));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'");
        }
        err.flush();
        return ExitCode.BAD_INPUT;
    }

    private static String message(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        boolean noCommand = exception instanceof CommandLine.UnmatchedArgumentException
                && !command.getSubcommands().isEmpty();
        if (!noCommand) {
            return exception.getMessage();
        }
        String first = ((CommandLine.UnmatchedArgumentException) exception)
                .getUnmatched()
                .get(0);
        return first.startsWith("-")
                ? exception.getMessage()
                : "there is no command '" + first + "'; commands: "
                        + String.join(", ", command.getSubcommands().keySet());
    }

    private static int failed(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        int code = print(exception, err);
        err.flush();
        return code;
    }

    private static int print(Exception exception, PrintWriter err) {
        if (exception instanceof InvalidInput invalid) {
            invalid.problems().forEach(err::println);
            return ExitCode.BAD_INPUT;
        }
        if (exception instanceof AccessException) {
            err.println(exception.getMessage());
            return ExitCode.NO_ACCESS;
        }
        if (exception instanceof ClusterException) {
            err.println(exception.getMessage());
            return ExitCode.FAILED;
        }
        err.println("an error that DataStorm did not expect; please report it with these lines:");
        exception.printStackTrace(err);
        return ExitCode.FAILED;
    }
}
