package io.datastorm.generator.format;

import java.nio.ByteBuffer;

/**
 * What stands before a value that refers to a schema in a registry: a zero, and the schema's id in four bytes.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/">Wire
 *     format</a>
 */
public final class WireFormat {
    /** Bytes of a header. */
    public static final int WIDTH = 1 + Integer.BYTES;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** The header for a schema of this id. */
    static byte[] header(int id) {
        return ByteBuffer.allocate(WIDTH).put(MAGIC).putInt(id).array();
    }

    /** The bytes behind such a header. */
    public static byte[] withHeader(int id, byte[] bytes) {
        return ByteBuffer.allocate(WIDTH + bytes.length)
                .put(header(id))
                .put(bytes)
                .array();
    }

    /** Whether so many bytes from this one on may begin with a header. */
    public static boolean hasHeader(byte[] bytes, int offset, int length) {
        return length >= WIDTH && bytes[offset] == MAGIC;
    }

    /** The id of the schema in a header that is there. */
    public static int id(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }
}
