package io.datastorm.cli;

import io.datastorm.core.measure.Interval;
import io.datastorm.core.workload.Workload;
import io.datastorm.run.RunObserver;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Shows a run on a terminal, or as lines. The progress is drawn when the first records may flow. Thread-safe. */
final class RunView implements RunObserver {
    private final Workload workload;
    private final Screen screen;
    private final boolean quiet;
    private Progress progress = new Progress.Silence();
    private boolean sending;

    RunView(Workload workload, Screen screen, boolean quiet) {
        this.workload = workload;
        this.screen = screen;
        this.quiet = quiet;
    }

    @Override
    public void notice(String line) {
        screen.say(line);
    }

    @Override
    public void warning(String line) {
        screen.complain(line);
    }

    @Override
    public synchronized void sending() {
        try {
            sending = true;
            progress = Progress.of(workload, screen, quiet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void interval(Interval interval) {
        progress.interval(interval);
    }

    @Override
    public synchronized void draining() {
        progress.draining();
    }

    @Override
    public synchronized void ended() {
        progress.clear();
        progress = new Progress.Silence();
    }

    /** The run was asked to end. */
    synchronized void interrupted() {
        ended();
        screen.complain(
                sending
                        ? "interrupted: waiting up to 10 s for records in flight; press Ctrl-C again to stop at once"
                        : "interrupted");
    }
}
