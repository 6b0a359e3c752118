package io.datastorm.core.engine;

import io.datastorm.core.pace.DueTimes;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends records of the pool for one worker, and reports what becomes of them to its {@code WorkerStats}. Used by one
 * thread.
 */
public interface Sender {
    /**
     * Sends the next records of the pool. May wait while the far side is slower.
     *
     * @param sequence the first record's number in the run; the following ones count up by the number of workers
     * @param due how many records, and when each was due
     * @param nowNanos the time now
     * @return how many records were taken; fewer than asked only when the thread was interrupted, which stays visible
     *     on the thread
     */
    int send(long sequence, DueTimes due, long nowNanos);

    /** How many records are handed over at once, at most. */
    default int chunk() {
        return 32;
    }

    /**
     * Nothing is due for this long: the sender may use the time, and must be back by then. With 0 it only looks after
     * what waits.
     */
    default void idle(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    /**
     * After the last record: sends what still waits, and returns when every record has an outcome. Called by the
     * worker's thread, which looks after the sender until then; a sender with threads of its own has nothing to do.
     *
     * @param over tells that there is no more time
     */
    default void drain(BooleanSupplier over) {}
}
