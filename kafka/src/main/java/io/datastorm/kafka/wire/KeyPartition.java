package io.datastorm.kafka.wire;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Which partition a key belongs to. */
public final class KeyPartition {
    private KeyPartition() {}

    /** The one that Kafka's own producer chooses. */
    public static int of(byte[] key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key, partitions);
    }
}
