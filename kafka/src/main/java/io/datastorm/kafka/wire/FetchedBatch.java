package io.datastorm.kafka.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
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
    private final BufferSupplier buffers = BufferSupplier.create();
    private RecordBatch batch;
    private ByteBuffer bytes;
    private int at;
    private byte[] unpacked = {};
    private byte[] records;
    private int start;
    private int end;

    void set(RecordBatch next, ByteBuffer buffer, int position) {
        batch = next;
        bytes = buffer;
        at = position;
    }

    /** Offset of its first record. */
    public long baseOffset() {
        return batch.baseOffset();
    }

    /** Offset of its last record. */
    public long lastOffset() {
        return batch.lastOffset();
    }

    /** Number of its records, never more than it has offsets: the header may be damaged. */
    public int count() {
        Integer count = batch.countOrNull();
        long offsets = batch.lastOffset() - batch.baseOffset() + 1;
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

    /** none, gzip, snappy, lz4 or zstd. */
    public String compression() {
        return batch.compressionType().name;
    }

    /** Whether it marks the end of a transaction and has no records of anybody. */
    public boolean control() {
        return batch.isControlBatch();
    }

    /** Whether its checksum is right. */
    public boolean valid() {
        return batch.isValid();
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

    /** Makes its records available; false if they cannot be decompressed, or are of a format older than version 2. */
    public boolean open() {
        if (!(batch instanceof DefaultRecordBatch current) || !bytes.hasArray()) {
            return false;
        }
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
        } catch (IOException | KafkaException e) {
            return false;
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
