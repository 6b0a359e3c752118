package io.datastorm.grpc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** A batch of a producer, and who must hear of its records. Not thread-safe. */
final class PendingBatch {
    private final long number;
    private final String topic;
    private final long begunNanos;
    private final BatchWriter writer;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Callback callback, long timestamp, int keyBytes, int valueBytes) {}

    PendingBatch(long number, String topic, int capacity, long nowNanos) {
        this.number = number;
        this.topic = topic;
        this.begunNanos = nowNanos;
        this.writer = new BatchWriter(number, topic, capacity);
    }

    long number() {
        return number;
    }

    long begunNanos() {
        return begunNanos;
    }

    /** In bytes. */
    int size() {
        return writer.size();
    }

    /** It is complete: nothing is added any more. */
    ByteBuffer written() {
        return writer.written();
    }

    String topic() {
        return topic;
    }

    /** Whether a record fits; one does in any case. */
    boolean takes(int bytes, int most) {
        return entries.isEmpty() || writer.size() + bytes <= most;
    }

    void add(ProducerRecord<byte[], byte[]> record, Callback callback) {
        long timestamp = record.timestamp() == null ? System.currentTimeMillis() : record.timestamp();
        writer.add(record, timestamp);
        int key = record.key() == null ? -1 : record.key().length;
        int value = record.value() == null ? -1 : record.value().length;
        entries.add(new Entry(callback, timestamp, key, value));
    }

    /** Tells what the gateway says. */
    void complete(BatchReply reply) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Exception error = reply.error(i);
            TopicPartition partition = new TopicPartition(topic, error == null ? reply.partition(i) : -1);
            long offset = error == null ? reply.offset(i) : -1;
            entry.callback()
                    .onCompletion(
                            new RecordMetadata(
                                    partition, offset, 0, entry.timestamp(), entry.keyBytes(), entry.valueBytes()),
                            error);
        }
    }

    /** Tells that nobody knows, or that they were never sent. */
    void fail(Exception error) {
        for (Entry entry : entries) {
            entry.callback()
                    .onCompletion(
                            new RecordMetadata(
                                    new TopicPartition(topic, -1),
                                    -1,
                                    0,
                                    entry.timestamp(),
                                    entry.keyBytes(),
                                    entry.valueBytes()),
                            error);
        }
    }
}
