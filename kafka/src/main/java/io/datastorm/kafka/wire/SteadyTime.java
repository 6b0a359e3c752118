package io.datastorm.kafka.wire;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka's time without the wall clock's steps: it begins at the wall clock's time and follows the monotonic clock. With
 * the system's own time, a clock that is set forward makes all requests in flight time out, and their records are sent
 * twice. Thread-safe.
 */
final class SteadyTime implements Time {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long startMillis = Time.SYSTEM.milliseconds();
    private final long startNanos = System.nanoTime();

    @Override
    public long milliseconds() {
        return startMillis + (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        Time.SYSTEM.waitObject(object, condition, Time.SYSTEM.milliseconds() + deadlineMillis - milliseconds());
    }
}
