package io.datastorm.kafka.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * A record batch as a broker stores it, and its records in one array, decompressed if need be.
 *
 * <p>One instance is used again for each batch; not thread-safe.
 */
public final class FetchedBatch {
    /** Length, attributes, timestamp, offset, key, value, headers: a byte each at least. */
    private static final int SMALLEST_RECORD_BYTES = 7;

    private final BufferSupplier buffers = BufferSupplier.create();
    private RecordBatch batch;
    private ByteBuffer bytes;
    private int at;
    private long base;
    private long followingBase;
    private boolean valid;
    private boolean aborted;
    private byte[] unpacked = {};
    private byte[] records;
    private int start;
    private int end;

    void set(FetchedRecords from, boolean ofAborted) {
        aborted = ofAborted;
        batch = from.batch();
        bytes = from.bytes();
        at = from.at();
        base = batch.baseOffset();
        followingBase = from.followingBase();
        valid = from.valid();
    }

    /** Reads it as if its records began at this offset: the one in its header is damaged. */
    public void renumber(long firstOffset) {
        base = firstOffset;
    }

    /** Offset of its first record. */
    public long baseOffset() {
        return base;
    }

    /**
     * Offset of its last record. Where its checksum is wrong, the batch behind it tells that, or the number of its
     * records: what a damaged header says of its own end may lie anywhere.
     */
    public long lastOffset() {
        if (valid) {
            return base + batch.lastOffset() - batch.baseOffset();
        }
        if (followingBase > base) {
            return followingBase - 1;
        }
        Integer records = batch.countOrNull();
        long most = Math.max(1, batch.sizeInBytes() / SMALLEST_RECORD_BYTES);
        return base + Math.max(1, Math.min(most, records == null ? 1 : records)) - 1;
    }

    /** The base offset of the batch behind it; −1 if that is not known. */
    public long followingBase() {
        return followingBase;
    }

    /** Number of its records, never more than it has offsets: the header may be damaged. */
    public int count() {
        Integer count = batch.countOrNull();
        long offsets = lastOffset() - base + 1;
        return (int) Math.max(0, count == null ? offsets : Math.min(count, offsets));
    }

    /** Its size as it is stored. */
    public int sizeBytes() {
        return batch.sizeInBytes();
    }

    /** The epoch of the leader that took it. */
    public int leaderEpoch() {
        return batch.partitionLeaderEpoch();
    }

    /** none, gzip, snappy, lz4 or zstd; unknown if the batch is damaged there. */
    public String compression() {
        try {
            return batch.compressionType().name;
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    /** Whether it marks the end of a transaction and has no records of anybody. */
    public boolean control() {
        return batch.isControlBatch();
    }

    /** Who wrote it, as its transactions are told apart; −1 if its producer is not idempotent. */
    public long producerId() {
        return batch.producerId();
    }

    /** Whether its transaction was aborted; known only where committed records are asked for. */
    public boolean aborted() {
        return aborted;
    }

    /** Whether its checksum is right. */
    public boolean valid() {
        return valid;
    }

    /** The largest timestamp of its records, milliseconds since 1970. */
    public long maxMillis() {
        return batch.maxTimestamp();
    }

    /** To which the records' timestamps are added, milliseconds since 1970. */
    public long baseMillis() {
        return batch instanceof DefaultRecordBatch current ? current.baseTimestamp() : maxMillis();
    }

    /** Whether the broker has replaced the records' timestamps by {@link #maxMillis}. */
    public boolean stampedByBroker() {
        return batch.timestampType() == TimestampType.LOG_APPEND_TIME;
    }

    /**
     * Makes its records available; false if they cannot be decompressed, or are of a format older than version 2.
     *
     * @throws UnsupportedOperationException if this JVM cannot load the library that decompresses them
     */
    public boolean open() {
        if (!(batch instanceof DefaultRecordBatch current) || !bytes.hasArray()) {
            return false;
        }
        try {
            return unpack(current);
        } catch (IOException | RuntimeException | Error e) {
            requireCodec(e);
            if (e instanceof Error error) {
                throw error;
            }
            return false;
        }
    }

    private boolean unpack(DefaultRecordBatch current) throws IOException {
        if (!batch.isCompressed()) {
            records = bytes.array();
            start = bytes.arrayOffset() + at + BatchFormat.HEADER_BYTES;
            end = bytes.arrayOffset() + at + batch.sizeInBytes();
            return true;
        }
        try (InputStream in = current.recordInputStream(buffers)) {
            records = unpack(in);
            start = 0;
            return true;
        }
    }

    /** Where a library cannot be loaded nothing is wrong with the records. */
    private void requireCodec(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            boolean notLoaded = cause instanceof LinkageError
                    || cause.getClass().getSimpleName().equals("SnappyError");
            if (notLoaded) {
                throw new UnsupportedOperationException(
                        ("the library for %s cannot be loaded, perhaps because programs "
                                        + "may not be run from the temporary directory; -Djava.io.tmpdir "
                                        + "in DATASTORM_OPTS names another one")
                                .formatted(compression()),
                        trouble);
            }
        }
    }

    private byte[] unpack(InputStream in) throws IOException {
        end = 0;
        while (true) {
            if (end == unpacked.length) {
                unpacked = Arrays.copyOf(unpacked, Math.max(1 << 16, 2 * end));
            }
            int read = in.read(unpacked, end, unpacked.length - end);
            if (read < 0) {
                return unpacked;
            }
            end += read;
        }
    }

    /** The array that holds its records, after {@link #open}. */
    public byte[] records() {
        return records;
    }

    /** Where they begin. */
    public int start() {
        return start;
    }

    /** Where they end. */
    public int end() {
        return end;
    }
}
