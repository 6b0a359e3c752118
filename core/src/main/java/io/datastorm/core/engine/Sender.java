package io.datastorm.core.engine;

import java.util.concurrent.locks.LockSupport;

/**
 * Sends records of the pool for one worker, and reports what becomes of them to its {@code WorkerStats}. Used by one thread.
 */
public interface Sender {
    /**
     * Sends the next records of the pool. May wait while the far side is slower.
     *
     * @param sequence the first record's number in the run; the following ones count up by the number of workers
     * @param count how many records, all due at the same time
     * @param intendedNanos when they were due
     * @param nowNanos the time now
     * @return how many records were taken; fewer than asked only when the thread was interrupted, which stays visible on the thread
     */
    int send(long sequence, int count, long intendedNanos, long nowNanos);

    /** How many records a closed loop hands over at once. */
    default int chunk() {
        return 32;
    }

    /** Nothing is due for this long: the sender may use the time, and must be back by then. With 0 it only looks after what waits. */
    default void idle(long nanos) {
        LockSupport.parkNanos(nanos);
    }
}
