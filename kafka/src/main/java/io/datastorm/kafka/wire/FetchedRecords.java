package io.datastorm.kafka.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * The record batches of one partition in a fetch response, one after the other (format: the protocol guide's "Record
 * Batch", KIP-98). Kafka's own iteration ends with an exception where a batch's length is damaged; this one looks for
 * the next batch that is intact. Not thread-safe.
 */
final class FetchedRecords {
    private static final int LENGTH_AT = 8;
    private static final int MAGIC_AT = 16;
    private static final int SMALLEST_START = MAGIC_AT + 1;
    private static final int BEFORE_LENGTH_COUNTS = 12;
    private static final int SMALLEST_LENGTH = BatchFormat.HEADER_BYTES - BEFORE_LENGTH_COUNTS;
    private static final int SMALLEST_OLD_LENGTH = 14;
    private static final int LARGEST_LENGTH = 1 << 30;
    private static final byte MAGIC = RecordBatch.MAGIC_VALUE_V2;

    private final ByteBuffer bytes;
    private int next;
    private int at;
    private boolean skipped;
    private boolean valid;
    private RecordBatch batch;

    FetchedRecords(MemoryRecords records) {
        this.bytes = records.buffer();
        this.next = bytes.position();
    }

    /** Moves to the next batch; false if there is no further one that is whole. */
    boolean next() {
        skipped = false;
        at = next;
        if (!whole(at)) {
            return !cutOff(at) && seek();
        }
        batch = batchAt(at);
        next = at + batch.sizeInBytes();
        valid = intact(batch);
        if (!valid && bytes.get(at + MAGIC_AT) != MAGIC) {
            // An old format's batch tells nothing of itself but by its records: a damaged one is none.
            return seek();
        }
        return valid || likely(next) || seek();
    }

    /** A batch that is intact from end to end, behind bytes that are none. */
    private boolean seek() {
        for (int from = at + 1; bytes.limit() - from >= BatchFormat.HEADER_BYTES; from++) {
            if (bytes.get(from + MAGIC_AT) == MAGIC && whole(from)) {
                RecordBatch found = batchAt(from);
                if (intact(found)) {
                    skipped = true;
                    valid = true;
                    batch = found;
                    at = from;
                    next = from + found.sizeInBytes();
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean intact(RecordBatch batch) {
        try {
            return batch.isValid();
        } catch (RuntimeException e) {
            // Kafka's own reading of damaged bytes may end in any exception.
            return false;
        }
    }

    private RecordBatch batchAt(int from) {
        ByteBuffer slice = bytes.duplicate().position(from).limit(from + size(from));
        return MemoryRecords.readableRecords(slice.slice()).batches().iterator().next();
    }

    private int size(int from) {
        return BEFORE_LENGTH_COUNTS + bytes.getInt(from + LENGTH_AT);
    }

    /** Whether a batch may begin there and end within the response. */
    private boolean whole(int from) {
        return possible(from) && size(from) <= bytes.limit() - from;
    }

    /** Whether a batch may begin there that goes on behind the end of the response. */
    private boolean cutOff(int from) {
        return bytes.limit() - from < SMALLEST_START || (possible(from) && size(from) > bytes.limit() - from);
    }

    private boolean likely(int from) {
        return bytes.limit() - from < SMALLEST_START || possible(from);
    }

    private boolean possible(int from) {
        if (bytes.limit() - from < SMALLEST_START) {
            return false;
        }
        int length = bytes.getInt(from + LENGTH_AT);
        byte magic = bytes.get(from + MAGIC_AT);
        boolean known = magic >= 0 && magic <= MAGIC;
        return known
                && length >= (magic == MAGIC ? SMALLEST_LENGTH : SMALLEST_OLD_LENGTH)
                && length <= LARGEST_LENGTH
                && bytes.getLong(from) >= 0;
    }

    /** Whether bytes that are no batch stood before the current one. */
    boolean skipped() {
        return skipped;
    }

    /** The base offset of the batch after the current one; −1 if there is none in the response. */
    long followingBase() {
        return whole(next) && bytes.get(next + MAGIC_AT) == MAGIC ? bytes.getLong(next) : -1;
    }

    /** Whether the current batch's checksum is right. */
    boolean valid() {
        return valid;
    }

    RecordBatch batch() {
        return batch;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Where the current batch begins. */
    int at() {
        return at;
    }
}
