package io.datastorm.kafka.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;

/**
 * The record batch, format version 2: a header of {@value #HEADER_BYTES} bytes, then the records, compressed together
 * or not.
 *
 * <p>Thread-safe.
 */
public final class BatchFormat {
    /** Bytes before the first record. */
    public static final int HEADER_BYTES = 61;

    private final Compression compression;
    private final Header[] headers;
    private final int headersBytes;

    /**
     * Compresses as the producer does with these settings.
     *
     * @param headers of each record
     */
    public BatchFormat(Map<String, Object> producerSettings, List<Header> headers) {
        this.compression = compression(new ProducerConfig(producerSettings));
        this.headers = headers.toArray(Header[]::new);
        this.headersBytes = headersBytes(headers);
    }

    private static int headersBytes(List<Header> headers) {
        int bytes = ByteUtils.sizeOfVarint(headers.size());
        for (Header header : headers) {
            int name = Utils.utf8Length(header.key());
            bytes += ByteUtils.sizeOfVarint(name) + name;
            bytes += ByteUtils.sizeOfVarint(header.value().length) + header.value().length;
        }
        return bytes;
    }

    private static Compression compression(ProducerConfig config) {
        CompressionType type = CompressionType.forName(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG));
        return switch (type) {
            case GZIP ->
                Compression.gzip()
                        .level(config.getInt(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG))
                        .build();
            case LZ4 ->
                Compression.lz4()
                        .level(config.getInt(ProducerConfig.COMPRESSION_LZ4_LEVEL_CONFIG))
                        .build();
            case ZSTD ->
                Compression.zstd()
                        .level(config.getInt(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG))
                        .build();
            default -> Compression.of(type).build();
        };
    }

    /** Whether the records are compressed. */
    public boolean compresses() {
        return compression.type() != CompressionType.NONE;
    }

    /** Bytes of a record behind its value: all its headers, and how many they are. */
    public int headersBytes() {
        return headersBytes;
    }

    /** Where the value of a header begins within those bytes. */
    public int headerValue(int index) {
        int bytes = ByteUtils.sizeOfVarint(headers.length);
        for (int i = 0; i <= index; i++) {
            int name = Utils.utf8Length(headers[i].key());
            bytes += ByteUtils.sizeOfVarint(name) + name + ByteUtils.sizeOfVarint(headers[i].value().length);
            bytes += i < index ? headers[i].value().length : 0;
        }
        return bytes;
    }

    /** No record whose key and value have so many bytes takes more. */
    public int largest(int keyAndValue) {
        return DefaultRecord.MAX_RECORD_OVERHEAD
                + 2 * ByteUtils.sizeOfVarint(Integer.MAX_VALUE)
                + keyAndValue
                + headersBytes;
    }

    /**
     * Writes one record.
     *
     * @param index its place in the batch, from 0
     * @param timestampDelta milliseconds after the batch's base
     * @param key null: none
     * @return its size in bytes; the value stands before the last {@link #headersBytes}
     */
    public int writeRecord(DataOutputStream out, int index, long timestampDelta, ByteBuffer key, ByteBuffer value) {
        try {
            return DefaultRecord.writeTo(out, index, timestampDelta, key, value, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A compressed batch under construction: records go in, and the batch's buffer is there when all are. */
    public final class Packing {
        private final ByteBufferOutputStream target;
        private final OutputStream records;

        private Packing(ByteBuffer buffer) {
            buffer.clear().position(HEADER_BYTES);
            this.target = new ByteBufferOutputStream(buffer);
            this.records = compression.wrapForOutput(target, RecordBatch.MAGIC_VALUE_V2);
        }

        /** Adds encoded records. */
        public void write(byte[] bytes, int offset, int length) {
            try {
                records.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Ends. The buffer, positioned after the last byte: the one that was given, or a larger one if that was too
         * small.
         */
        public ByteBuffer close() {
            try {
                records.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return target.buffer();
        }
    }

    /** Starts to compress records into a buffer, behind the place of the header. */
    public Packing pack(ByteBuffer buffer) {
        return new Packing(buffer);
    }

    /**
     * What a header says beyond what the records say.
     *
     * @param count number of records
     * @param baseMillis to which the records' timestamps are added
     * @param maxMillis the largest timestamp
     * @param identity the producer's
     * @param sequence of the first record in its lane; −1 without idempotence
     */
    public record BatchHeader(int count, long baseMillis, long maxMillis, ProducerIdentity identity, int sequence) {}

    /**
     * Writes the header and the checksum of a batch that lies between 0 and the given end, and leaves the buffer ready
     * to be read.
     */
    public void finish(ByteBuffer buffer, int end, BatchHeader header) {
        buffer.clear().limit(end);
        DefaultRecordBatch.writeHeader(
                buffer,
                0,
                header.count() - 1,
                end,
                RecordBatch.MAGIC_VALUE_V2,
                compression.type(),
                TimestampType.CREATE_TIME,
                header.baseMillis(),
                header.maxMillis(),
                header.identity().id(),
                header.identity().epoch(),
                header.sequence(),
                false,
                false,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH,
                header.count());
        buffer.position(0);
    }
}
