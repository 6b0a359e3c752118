package io.datastorm.grpc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;

/**
 * What became of the records of a batch: number of the batch, their number, and for each of them partition and offset,
 * or -1 and the name and the message of an error. Thread-safe while each record is told once.
 */
final class BatchReply {
    private static final int FAILED = -1;
    private static final String ERRORS = "org.apache.kafka.common.errors.";

    private final long number;
    private final int[] partitions;
    private final long[] offsets;
    private final Exception[] errors;

    BatchReply(long number, int records) {
        this.number = number;
        this.partitions = new int[records];
        this.offsets = new long[records];
        this.errors = new Exception[records];
    }

    long number() {
        return number;
    }

    int records() {
        return partitions.length;
    }

    int partition(int record) {
        return partitions[record];
    }

    long offset(int record) {
        return offsets[record];
    }

    /** Null if it was acknowledged. */
    Exception error(int record) {
        return errors[record];
    }

    void acknowledged(int record, int partition, long offset) {
        partitions[record] = partition;
        offsets[record] = offset;
    }

    void failed(int record, Exception error) {
        errors[record] = error;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Long.BYTES + 12 * (partitions.length + 1));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(number);
            out.writeInt(partitions.length);
            for (int i = 0; i < partitions.length; i++) {
                out.writeInt(errors[i] == null ? partitions[i] : FAILED);
                if (errors[i] == null) {
                    out.writeLong(offsets[i]);
                } else {
                    out.writeUTF(errors[i].getClass().getName());
                    out.writeUTF(String.valueOf(errors[i].getMessage()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a reply.
     *
     * @throws UncheckedIOException if it is none
     */
    static BatchReply read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            BatchReply reply = new BatchReply(in.readLong(), in.readInt());
            for (int i = 0; i < reply.records(); i++) {
                int partition = in.readInt();
                if (partition == FAILED) {
                    reply.failed(i, exception(in.readUTF(), in.readUTF()));
                } else {
                    reply.acknowledged(i, partition, in.readLong());
                }
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the same class if it is one of Kafka's: what it means for the record depends on that. */
    private static Exception exception(String name, String message) {
        if (!name.startsWith(ERRORS)) {
            return new KafkaException(message);
        }
        try {
            Class<?> type = Class.forName(name);
            return ApiException.class.isAssignableFrom(type)
                    ? (Exception) type.getConstructor(String.class).newInstance(message)
                    : new KafkaException(message);
        } catch (ReflectiveOperationException e) {
            return new KafkaException(name + ": " + message, e);
        }
    }
}
