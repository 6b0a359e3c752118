package io.datastorm.cli;

import io.datastorm.cli.live.LiveOptions;
import io.datastorm.cli.live.LiveOutputs;
import io.datastorm.cli.terminal.Colours;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Interrupts;
import io.datastorm.cli.terminal.OutputDirectory;
import io.datastorm.cli.terminal.RunView;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.cli.terminal.TerminalWidth;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.live.page.PageControls;
import io.datastorm.run.Run;
import io.datastorm.run.RunObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A run on a terminal: its directory, the live view, Ctrl-C, the summary and the exit code. */
final class RunSession {
    private final Workload workload;
    private final Screen screen;
    private final RunCommand.OutputOptions output;
    private final LiveOptions live;

    RunSession(Workload workload, Screen screen, RunCommand.OutputOptions output, LiveOptions live) {
        this.workload = workload;
        this.screen = screen;
        this.output = output;
        this.live = live;
    }

    int run() throws IOException, InterruptedException {
        Controls controls = new Controls();
        try (LiveOutputs outputs = live.open(workload, controls)) {
            return run(outputs, controls);
        }
    }

    /** What the page can do: the page is there before the run is. */
    private static final class Controls implements PageControls {
        private final CompletableFuture<Run> run = new CompletableFuture<>();

        @Override
        public void stop() {
            var unused = run.thenAccept(begun -> begun.stop("stopped on the page"));
        }

        @Override
        public void note(String text) {
            begun().faults().note(text);
        }

        @Override
        public void fault(String text) {
            begun().faults().inject(text);
        }

        private Run begun() {
            Run begun = run.getNow(null);
            if (begun == null) {
                throw new IllegalArgumentException("the run has not begun");
            }
            return begun;
        }
    }

    private int run(LiveOutputs outputs, Controls controls) throws IOException, InterruptedException {
        RunView view = new RunView(workload, screen, output.quiet());
        List<RunObserver> observers = new ArrayList<>(List.of(view));
        observers.addAll(outputs.observers());
        outputs.introduce(screen);
        Run run = new Run(workload, observers);
        if (outputs.page().isPresent()) {
            run.open();
        }
        controls.run.complete(run);
        Path directory =
                OutputDirectory.create(output.directory(), workload.name(), LocalDateTime.now(ZoneId.systemDefault()));
        HeapTarget.apply(workload.streams().stream().map(StreamPlan::sender).toList());
        try (Interrupts interrupts = new Interrupts(screen)) {
            interrupts.onFirst(() -> {
                view.interrupted();
                run.cancel();
            });
            RunResult result = execute(run, view, directory);
            outputs.result(result);
            show(result, directory);
            return ExitCode.of(result, run.stopped());
        } catch (CancellationException e) {
            screen.complain(e.getMessage());
            return ExitCode.INTERRUPTED;
        } finally {
            OutputDirectory.removeIfEmpty(directory);
        }
    }

    /** However it ends, nothing of the live view stays. */
    private static RunResult execute(Run run, RunView view, Path directory) throws IOException, InterruptedException {
        try {
            return run.execute(directory);
        } finally {
            view.ended();
            view.close();
        }
    }

    private void show(RunResult result, Path directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        (output.json() ? new JsonReporter() : new TextReporter(TerminalWidth.columns(), Colours.shown()))
                .write(result, bytes);
        screen.out().print(bytes.toString(StandardCharsets.UTF_8));
        screen.out().flush();
        if (output.json()) {
            screen.say(directory.resolve("result.json").toString());
        } else {
            screen.say("  result        " + directory.resolve("result.json"));
            screen.say("  report        " + directory.resolve("report.html"));
        }
    }
}
