package io.datastorm.kafka.verify;

import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.kafka.wire.FetchedBatch;

/**
 * Goes through the encoded records of a batch (format version 2, KIP-98) without copying or allocating anything.
 *
 * <p>One instance is used again for each batch; not thread-safe.
 */
public final class RecordCursor {
    private static final int NAME_LENGTH = RecordStamp.HEADER.length();
    /** The lengths of a stamp's name and bytes, zigzag. */
    private static final byte NAME_LENGTH_CODE = (byte) (2 * NAME_LENGTH);

    private static final byte STAMP_LENGTH_CODE = 2 * RecordStamp.BYTES;
    private static final byte DUE_LENGTH_CODE = 2 * DueStamp.BYTES;

    private byte[] bytes;
    private int next;
    private int end;
    private int left;
    private long baseOffset;
    private long baseMillis;
    /** Whether the broker has set one timestamp for the whole batch. */
    private boolean fixedMillis;

    private int at;
    private long offset;
    private long millisDelta;
    private int contentAt;
    private int keyAt;
    private int keyLength;
    private int valueAt;
    private int valueLength;
    private int headers;
    private int stampAt;
    /** Negative if that was not looked for. */
    private int dueAt;

    /** What the bytes say cannot be. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }

    /** Begins a batch that is open. */
    public void begin(FetchedBatch batch) {
        bytes = batch.records();
        next = batch.start();
        end = batch.end();
        left = batch.count();
        baseOffset = batch.baseOffset();
        fixedMillis = batch.stampedByBroker();
        baseMillis = fixedMillis ? batch.maxMillis() : batch.baseMillis();
    }

    /**
     * Goes to the next record; false behind the last.
     *
     * @throws Malformed if there is none where there should be one
     */
    public boolean next() {
        if (left == 0) {
            return false;
        }
        at = next;
        int length = varint();
        int recordEnd = at + length;
        if (length <= 0 || recordEnd > end || recordEnd < 0) {
            throw new Malformed();
        }
        at++;
        millisDelta = varlong();
        offset = baseOffset + varint();
        contentAt = at;
        keyLength = varint();
        keyAt = at;
        at += Math.max(0, keyLength);
        valueLength = varint();
        valueAt = at;
        at += Math.max(0, valueLength);
        if (at < valueAt || at >= recordEnd || valueAt < keyAt) {
            throw new Malformed();
        }
        headers = varint();
        stampAt = headers > 0 ? stamp(recordEnd) : -1;
        dueAt = -1;
        next = recordEnd;
        left--;
        return true;
    }

    /** Our stamp is the last header. */
    private int stamp(int recordEnd) {
        boolean there = isHeader(recordEnd - RecordStamp.COST_BYTES, RecordStamp.HEADER, STAMP_LENGTH_CODE);
        return there ? recordEnd - RecordStamp.BYTES : -1;
    }

    /** Whether a header of this name and length begins there. Both our names have two letters. */
    private boolean isHeader(int header, String name, byte lengthCode) {
        return header >= at && isNamed(header, name, lengthCode);
    }

    private boolean isNamed(int header, String name, byte lengthCode) {
        return bytes[header] == NAME_LENGTH_CODE
                && bytes[header + 1] == name.charAt(0)
                && bytes[header + 2] == name.charAt(1)
                && bytes[header + 3] == lengthCode;
    }

    /**
     * Looks for the stamp, and for the time when it was due, among all headers of the record: applications put their
     * own ones before and behind ours. Of several with one name the last counts.
     *
     * @throws Malformed if the headers are not as headers are
     */
    public void searchHeaders() {
        if (stampAt >= 0) {
            return;
        }
        for (int header = 0; header < headers; header++) {
            int name = at;
            skip(varint());
            int length = varint();
            int value = at;
            skip(Math.max(0, length));
            if (length == RecordStamp.BYTES && isNamed(name, RecordStamp.HEADER, STAMP_LENGTH_CODE)) {
                stampAt = value;
            } else if (length == DueStamp.BYTES && isNamed(name, DueStamp.HEADER, DUE_LENGTH_CODE)) {
                dueAt = value;
            }
        }
    }

    private void skip(int length) {
        at += length;
        if (length < 0 || at > next || at < 0) {
            throw new Malformed();
        }
    }

    /**
     * Where it says when it was due: right before its stamp, at its end, or where it was found. Negative if nowhere.
     */
    public int dueAt() {
        if (dueAt >= 0) {
            return dueAt;
        }
        int header = next - (stampAt < 0 ? 0 : RecordStamp.COST_BYTES) - DueStamp.COST_BYTES;
        return isHeader(header, DueStamp.HEADER, DUE_LENGTH_CODE) ? header + DueStamp.COST_BYTES - DueStamp.BYTES : -1;
    }

    private int varint() {
        return (int) varlong();
    }

    private long varlong() {
        long raw = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw new Malformed();
            }
            byte b = bytes[at++];
            raw |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new Malformed();
    }

    /** Records that were not reached. */
    int left() {
        return left;
    }

    /** The array in which it stands. */
    public byte[] bytes() {
        return bytes;
    }

    /** Its offset. */
    public long offset() {
        return offset;
    }

    /** Its timestamp, milliseconds since 1970. */
    public long millis() {
        return fixedMillis ? baseMillis : baseMillis + millisDelta;
    }

    /** Where that begins which a stamp's checksum covers: with the length of the key. */
    public int contentAt() {
        return contentAt;
    }

    /** How long it is: up to the stamp's header, or to the record's end if there is no stamp. */
    public int contentLength() {
        int stampHeader = stampAt - (RecordStamp.COST_BYTES - RecordStamp.BYTES);
        return (stampAt < 0 ? next : stampHeader) - contentAt;
    }

    int keyAt() {
        return keyAt;
    }

    /** Negative: there is no key. */
    int keyLength() {
        return keyLength;
    }

    /** Where its value begins. */
    public int valueAt() {
        return valueAt;
    }

    /** Negative: there is no value. */
    public int valueLength() {
        return valueLength;
    }

    int headers() {
        return headers;
    }

    /** Where its stamp begins; negative if it has none. */
    public int stampAt() {
        return stampAt;
    }
}
