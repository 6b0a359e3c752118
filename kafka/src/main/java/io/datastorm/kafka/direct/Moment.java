package io.datastorm.kafka.direct;

/** When records are due, and when they are put into their batch. One instance a sender, used again for each call; not thread-safe. */
final class Moment {
    private long intendedNanos;
    private long nowNanos;
    private long millis;

    void set(long due, long now, long nowMillis) {
        intendedNanos = due;
        nowNanos = now;
        millis = nowMillis;
    }

    long intendedNanos() {
        return intendedNanos;
    }

    long nowNanos() {
        return nowNanos;
    }

    /** The time in milliseconds since 1970. */
    long millis() {
        return millis;
    }
}
