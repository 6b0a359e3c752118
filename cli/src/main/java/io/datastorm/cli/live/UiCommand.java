package io.datastorm.cli.live;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Interrupts;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.live.library.LibraryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm ui}: stored results in a browser. */
@Command(
        name = "ui",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows stored results in a browser, until Ctrl-C: search them by name or tag, lay runs over",
            "each other, see how a run changed over weeks, open reports, delete what is not needed.",
            "For example: datastorm ui results"
        })
public final class UiCommand implements Callable<Integer> {
    private static final String LISTEN = "--listen";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RESULTS",
            defaultValue = "results",
            description = "The directory under which the results are. Default: results.")
    private Path results;

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            description = "Where the page listens. Default: a free port of this machine. Other machines can reach it, "
                    + "without TLS, if HOST is not a loopback address. Who has the link can read and delete results.")
    private String listen;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(results)) {
            throw new InvalidInput(
                    results.toString(), "there is no such directory; 'datastorm run' makes results, or name another");
        }
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
        CountDownLatch ended = new CountDownLatch(1);
        try (Interrupts interrupts = new Interrupts(screen);
                LibraryServer server = LibraryOptions.open(results, LISTEN, listen)) {
            interrupts.onFirst(ended::countDown);
            LibraryOptions.introduce(server, "results", screen);
            ended.await();
        }
        return ExitCode.DONE;
    }
}
