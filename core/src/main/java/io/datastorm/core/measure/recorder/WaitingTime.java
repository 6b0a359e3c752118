package io.datastorm.core.measure.recorder;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How much of the time between its first and its last record a reader has waited. One thread writes; others read when
 * it has ended.
 */
public final class WaitingTime {
    private boolean any;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long waitedNanos;
    private long pacedNanos;
    private long absentNanos;
    /** Until the last record. */
    private long waitedBefore;

    private long pacedBefore;
    private long absentBefore;

    /** Records were there at a time of the monotonic clock. */
    public void records(long nowNanos) {
        if (!any) {
            any = true;
            firstNanos = nowNanos;
            waitedNanos = 0;
            pacedNanos = 0;
            absentNanos = 0;
        }
        lastNanos = nowNanos;
        waitedBefore = waitedNanos;
        pacedBefore = pacedNanos;
        absentBefore = absentNanos;
    }

    /** It has waited for the brokers. */
    public void waited(long nanos) {
        waitedNanos += nanos;
    }

    /** It has waited because of a rate that it was given. */
    public void paced(long nanos) {
        pacedNanos += nanos;
    }

    /** It was made to do nothing: that is none of its time. */
    public void absent(long nanos) {
        absentNanos += nanos;
    }

    /** When there were records for the first time; {@link Long#MAX_VALUE} if never. */
    public long firstNanos() {
        return firstNanos;
    }

    /** When there were records for the last time; {@link Long#MIN_VALUE} if never. */
    public long lastNanos() {
        return lastNanos;
    }

    /** How long it was from the first to the last; 0 without records. */
    public long spanNanos() {
        return any ? lastNanos - firstNanos - absentBefore : 0;
    }

    /** How long it has waited for the brokers in between. */
    public long waitedNanos() {
        return waitedBefore;
    }

    /** How long it has waited because of its rate in between. */
    public long pacedNanos() {
        return pacedBefore;
    }

    /** How long it has not waited in between. */
    public long workedNanos() {
        return spanNanos() - waitedBefore - pacedBefore;
    }

    /** Which part of the time of several readers that is, 0 to 1; null if there is no such time. */
    public static Double share(List<WaitingTime> readers, ToLongFunction<WaitingTime> part) {
        long span = readers.stream().mapToLong(WaitingTime::spanNanos).sum();
        long of = readers.stream().mapToLong(part).sum();
        return span > 0 ? (Double) Math.max(0, Math.min(1, of / (double) span)) : null;
    }
}
