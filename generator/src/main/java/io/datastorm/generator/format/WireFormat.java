package io.datastorm.generator.format;

import java.nio.ByteBuffer;

/**
 * What stands before a value that refers to a schema in a registry: a zero, and the schema's id in four bytes.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/">Wire
 *     format</a>
 */
final class WireFormat {
    static final byte MAGIC = 0;
    /** Bytes of a header. */
    static final int WIDTH = 1 + Integer.BYTES;

    private WireFormat() {}

    /** The header for a schema of this id. */
    static byte[] header(int id) {
        return ByteBuffer.allocate(WIDTH).put(MAGIC).putInt(id).array();
    }
}
