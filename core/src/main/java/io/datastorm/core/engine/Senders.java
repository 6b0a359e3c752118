package io.datastorm.core.engine;

import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import java.time.Duration;

/** The senders of one run, and the connections behind them. {@link #health} may be called from any thread. */
public interface Senders {
    /** The sender of a worker. */
    Sender open(int worker, WorkerStats stats);

    /** What is known beyond the records. */
    SenderHealth health();

    /**
     * Waits until every record has an outcome and closes. Called once more from another thread with a shorter time, it cuts the first call short.
     * Records without an outcome by then are reported as unresolved.
     */
    void close(Duration patience);
}
