package io.datastorm.core.verify.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * When a record was due, in its header {@value #HEADER}, which stands right before the {@link RecordStamp}'s:
 * {@value #BYTES} bytes, big-endian, nanoseconds of a clock that writer and reader share: this JVM's monotonic clock,
 * or one that is a fixed time away from it. Threads that are started after {@link #shift} see it.
 */
public final class DueStamp {
    /** The header's name. */
    public static final String HEADER = "dt";
    /** Length of its value. */
    public static final int BYTES = 8;
    /** What it adds to a record. */
    public static final int COST_BYTES = BYTES + HEADER.length() + 2;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private long shiftNanos;

    /** The shared clock is this much ahead of this JVM's monotonic clock. */
    public DueStamp shift(long nanos) {
        shiftNanos = nanos;
        return this;
    }

    /** Writes a time of the monotonic clock. */
    public void write(byte[] bytes, int offset, long nanos) {
        LONG.set(bytes, offset, nanos + shiftNanos);
    }

    /** Reads it, as a time of this JVM's monotonic clock. */
    public long read(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset) - shiftNanos;
    }
}
