package io.datastorm.kafka.direct.template;

import io.datastorm.core.pace.DueTimes;

/**
 * When records are due, and when they are put into their batch. One instance a sender, used again for each call; not
 * thread-safe.
 */
public final class SendTimes {
    private final long lagMillis;
    private DueTimes due;
    private int next;
    private long nowNanos;
    private long millis;

    /** Records have the time at which they are put into their batch. */
    public SendTimes() {
        this(0);
    }

    /** Records have a time that lies so long before that. */
    public SendTimes(long lagMillis) {
        this.lagMillis = lagMillis;
    }

    public void set(DueTimes times, long now, long nowMillis) {
        due = times;
        next = 0;
        nowNanos = now;
        millis = nowMillis;
    }

    /** It is later by now; when records were due and handed over stays as it was. */
    public void later(long nowMillis) {
        millis = nowMillis;
    }

    /** So many records are in their batch. */
    public void advance(int records) {
        next += records;
    }

    /** When a record was due, by its place among those that are not in a batch yet. */
    public long intendedNanos(int record) {
        return due.nanos(next + record);
    }

    public long nowNanos() {
        return nowNanos;
    }

    /** The time in milliseconds since 1970. */
    public long millis() {
        return millis;
    }

    /** The timestamp of records. */
    public long recordMillis() {
        return millis - lagMillis;
    }
}
