package io.datastorm.core.verify.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * When a record was due, in its header {@value #HEADER}, which stands right before the {@link RecordStamp}'s:
 * {@value #BYTES} bytes, big-endian, nanoseconds of the generator's own monotonic clock. Only a reader in the same
 * process can make use of it.
 */
public final class DueStamp {
    /** The header's name. */
    public static final String HEADER = "dt";
    /** Length of its value. */
    public static final int BYTES = 8;
    /** What it adds to a record. */
    public static final int COST_BYTES = BYTES + HEADER.length() + 2;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private DueStamp() {}

    /** Writes the time. */
    public static void write(byte[] bytes, int offset, long nanos) {
        LONG.set(bytes, offset, nanos);
    }

    /** Reads it. */
    public static long read(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }
}
