package io.datastorm.core.pace;

/** A monotonic clock in nanoseconds, with an arbitrary origin. */
@FunctionalInterface
public interface NanoClock {
    /** The clock of this JVM. */
    NanoClock SYSTEM = System::nanoTime;

    /** Now. */
    long nanos();
}
