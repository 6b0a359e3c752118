package io.datastorm.core.verify.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The bytes of a journal, format version {@value #VERSION}, big-endian.
 *
 * <p>First a line of text: {@value #MAGIC}, the version, the CRC32C of the heading in hexadecimal, the heading as JSON.
 * Then blocks. A block has a header of {@value #BLOCK_HEADER_BYTES} bytes: kind (1), number from 0 (4), time of writing
 * in milliseconds since 1970 (8), payload bytes (4), CRC32C of the payload (4), CRC32C of the heading's checksum and of
 * the header so far (4). So a block that is cut off, changed, missing, or from another journal is recognised.
 *
 * <p>The payload of {@link #ENTRIES} is entries of {@value #ENTRY_BYTES} bytes: outcome (1), lane (4), first sequence
 * (8), number of records (8), offset of the first (8; -1 if unknown). The same form has an entry of the part of a
 * transaction that lies in a lane, with the number of the transaction in the place of the offset. The payload of
 * {@link #SEAL} is a {@link Seal} as JSON.
 */
final class JournalFormat {
    static final int VERSION = 4;
    static final String MAGIC = "datastorm-journal";
    static final byte ENTRIES = 'E';
    static final byte SEAL = 'S';
    static final int BLOCK_HEADER_BYTES = 25;
    static final int ENTRY_BYTES = 29;
    /** Payloads are written before they reach this size. */
    static final int PAYLOAD_BYTES = 1 << 20;

    /** Of a worker: more of them do not fit into the memory of who judges them. */
    static final int MOST_TRANSACTIONS = 1 << 28;

    static final ObjectMapper JSON = new ObjectMapper();

    private JournalFormat() {}

    /** What stands before the heading in the first line. */
    static String lineStart(int headingChecksum) {
        return String.format(Locale.ROOT, "%s %d %08x ", MAGIC, VERSION, headingChecksum);
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }

    /** Is told entries one by one. */
    interface EntryHandler {
        /** What became of records. */
        void records(Outcome outcome, int lane, long first, long count, long offset);

        /** What became of the part of a transaction that lies in a lane. */
        void part(TransactionOutcome outcome, int lane, long first, long count, int number);
    }

    /**
     * Reads entries.
     *
     * @return of how many records they speak
     * @throws IllegalArgumentException if one of them cannot be; those before it were told
     */
    static long entries(byte[] payload, EntryHandler handler) {
        ByteBuffer from = ByteBuffer.wrap(payload);
        long records = 0;
        while (from.remaining() >= ENTRY_BYTES) {
            byte code = from.get();
            int lane = from.getInt();
            long first = from.getLong();
            long count = from.getLong();
            long last = from.getLong();
            Outcome outcome = Outcome.of(code);
            TransactionOutcome ofTransaction = TransactionOutcome.of(code);
            if (lane < 0 || first < 0 || count <= 0) {
                throw impossible(code, lane, first, count, last);
            } else if (outcome != null && last >= Journal.NO_OFFSET) {
                handler.records(outcome, lane, first, count, last);
                records += count;
            } else if (ofTransaction != null && last >= 0 && last < MOST_TRANSACTIONS) {
                handler.part(ofTransaction, lane, first, count, (int) last);
            } else {
                throw impossible(code, lane, first, count, last);
            }
        }
        return records;
    }

    private static IllegalArgumentException impossible(byte code, int lane, long first, long count, long last) {
        return new IllegalArgumentException("an entry that cannot be: %d, lane %d, %d records from %d, offset %d"
                .formatted(code, lane, count, first, last));
    }

    /**
     * A block's header.
     *
     * @param length of the payload in bytes
     * @param checksum of the payload
     */
    record BlockHeader(byte kind, int number, long millis, int length, int checksum) {
        byte[] encode(int headingChecksum) {
            ByteBuffer bytes = ByteBuffer.allocate(BLOCK_HEADER_BYTES);
            bytes.put(kind).putInt(number).putLong(millis).putInt(length).putInt(checksum);
            bytes.putInt(own(bytes.array(), headingChecksum));
            return bytes.array();
        }

        /** Null if the bytes are not a header of this journal. */
        static BlockHeader decode(byte[] bytes, int headingChecksum) {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            BlockHeader header =
                    new BlockHeader(from.get(), from.getInt(), from.getLong(), from.getInt(), from.getInt());
            boolean intact = from.getInt() == own(bytes, headingChecksum) && header.length >= 0;
            return intact ? header : null;
        }

        private static int own(byte[] bytes, int headingChecksum) {
            CRC32C crc = new CRC32C();
            crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, headingChecksum));
            crc.update(bytes, 0, BLOCK_HEADER_BYTES - Integer.BYTES);
            return (int) crc.getValue();
        }
    }
}
