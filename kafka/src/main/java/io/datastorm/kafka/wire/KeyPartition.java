package io.datastorm.kafka.wire;

import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a key belongs to.
 *
 * <p>Within its topic that is the one that Kafka's own producer chooses. Among several topics a key has one as well,
 * however many partitions they have.
 *
 * @param topics how many there are
 */
public record KeyPartition(int topics) {
    /** Odd, with bits all over: the topic must not follow from the partition (Knuth's multiplicative hashing). */
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** The number of the partition, as {@link io.datastorm.core.topic.Topics} says, of so many. */
    public int of(byte[] key, int partitions) {
        int hash = Utils.toPositive(Utils.murmur2(key));
        int topic = (int) (((hash * FACTOR) >>> 33) % topics);
        return hash % (partitions / topics) * topics + topic;
    }
}
