package io.datastorm.cli.terminal;

import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.Workload;
import java.io.IOException;

/** Shows a run while it goes on. Called by one thread at a time. */
public interface Progress extends AutoCloseable {
    /** System property that the launcher sets when standard output is a terminal. */
    String TERMINAL = "datastorm.terminal";

    /** A second has passed. */
    void second(RunSecond second);

    /** Everything is sent, the last answers are awaited. */
    void draining();

    /** So many answers are awaited still. */
    void awaiting(long outstanding);

    /** Takes back what was drawn. May be called twice. */
    void clear();

    @Override
    default void close() {
        clear();
    }

    /** A live view on a terminal, a line a second elsewhere, nothing when quiet. */
    static Progress of(Workload workload, Screen screen, boolean quiet) throws IOException {
        if (quiet) {
            return new Silence();
        }
        return Boolean.getBoolean(TERMINAL)
                ? LiveView.open(workload)
                : new LineView(
                        screen, workload.consumesOnly(), workload.streams().size() > 1);
    }

    /** Shows nothing. */
    record Silence() implements Progress {
        @Override
        public void second(RunSecond second) {}

        @Override
        public void draining() {}

        @Override
        public void awaiting(long outstanding) {}

        @Override
        public void clear() {}
    }
}
