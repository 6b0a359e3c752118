package io.datastorm.core.engine;

import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.snapshot.SenderProcess;
import java.time.Duration;
import java.util.List;

/** The senders of one run, and the connections behind them. {@link #health} may be called from any thread. */
public interface Senders {
    /** The sender of a worker. */
    Sender open(int worker, WorkerStats stats);

    /** What is known beyond the records. */
    SenderHealth health();

    /**
     * Waits until every record has an outcome and closes. Records without one by then are reported as unresolved.
     * Called once.
     */
    void close(Duration patience);

    /** Processes of this machine that work for them, as far as they were started by them. Any thread. */
    default List<SenderProcess> processes() {
        return List.of();
    }

    /** From now on {@link #close} waits this long at most, also if it waits already. Any thread. */
    void hurry(Duration patience);
}
