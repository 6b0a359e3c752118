package io.datastorm.kafka.wire;

import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a key belongs to.
 *
 * <p>Within its topic that is the one that Kafka's own producer chooses. Among several topics a key has one as well,
 * chosen by the part of the hash that does not decide the partition.
 *
 * @param topics how many there are
 */
public record KeyPartition(int topics) {
    /** The number of the partition, as {@link io.datastorm.core.topic.Topics} says, of so many. */
    public int of(byte[] key, int partitions) {
        int each = partitions / topics;
        int hash = Utils.toPositive(Utils.murmur2(key));
        return hash % each * topics + hash / each % topics;
    }
}
