package io.datastorm.cli.terminal;

import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.Workload;
import io.datastorm.run.RunObserver;
import java.io.IOException;

/** Shows a run on a terminal, or as lines. The progress is drawn when the first records may flow. Thread-safe. */
public final class RunView implements RunObserver {
    private final Workload workload;
    private final Screen screen;
    private final boolean quiet;
    private final WaitingLine waiting;
    private Progress progress = new Progress.Silence();
    private boolean sending;
    private boolean interrupted;

    public RunView(Workload workload, Screen screen, boolean quiet) {
        this.workload = workload;
        this.screen = screen;
        this.quiet = quiet;
        this.waiting = new WaitingLine(screen, Boolean.getBoolean(Progress.TERMINAL) && !quiet && !screen.machine());
    }

    @Override
    public void waiting(String what) {
        waiting.begin(what);
    }

    @Override
    public void notice(String line) {
        waiting.end();
        screen.say(line);
    }

    @Override
    public void warning(String line) {
        waiting.end();
        screen.complain(line);
    }

    @Override
    public synchronized void sending() {
        waiting.end();
        if (!interrupted) {
            sending = true;
            draw(() -> progress = Progress.of(workload, screen, quiet));
        }
    }

    @Override
    public synchronized void second(RunSecond second) {
        draw(() -> progress.second(second));
    }

    @Override
    public synchronized void draining() {
        draw(() -> progress.draining());
    }

    @Override
    public synchronized void awaiting(long outstanding) {
        draw(() -> progress.awaiting(outstanding));
    }

    @Override
    public synchronized void ended() {
        draw(() -> progress.clear());
        progress = new Progress.Silence();
    }

    /** Nothing more is told: all is drawn, and no line is left open. */
    public void close() {
        waiting.close();
    }

    /** The run was asked to end. */
    public synchronized void interrupted() {
        waiting.end();
        interrupted = true;
        ended();
        screen.complain(
                sending
                        ? "interrupted: waiting up to 10 s for records in flight; press Ctrl-C again to stop at once"
                        : "interrupted");
    }

    /** What draws on the terminal. */
    private interface Drawing {
        void draw() throws IOException;
    }

    /** A terminal that is gone takes the view with it, not the messages. */
    private void draw(Drawing drawing) {
        try {
            drawing.draw();
        } catch (IOException | RuntimeException e) {
            progress = new Progress.Silence();
        }
    }
}
