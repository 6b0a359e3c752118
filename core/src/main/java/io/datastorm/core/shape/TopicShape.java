package io.datastorm.core.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of a topic: sizes, keys, compressibility, headers and arrival of a sample of its records. No value, key or
 * value of a header is in it.
 *
 * @param partitions of the topic
 * @param records in the sample
 * @param keys empty: no record has a key
 * @param headers those that the records have, the most frequent first
 * @param arrival empty: their timestamps do not tell
 */
public record TopicShape(
        int partitions,
        long records,
        Values values,
        Optional<Keys> keys,
        List<Header> headers,
        Optional<Arrival> arrival) {
    /**
     * Values.
     *
     * @param sizes in bytes, as weighted ranges: {@code 64-256:70,1024-4096:30}; empty: there is no value
     * @param tombstones the share of records without a value, 0 to 1
     * @param compression what each codec leaves of a batch, by its name
     */
    public record Values(Optional<String> sizes, double tombstones, Map<String, Double> compression) {}

    /**
     * Keys.
     *
     * @param draw how they are drawn: {@code sequence}, {@code uniform:N} or {@code zipf:N:S}
     * @param size of a key in bytes, on average
     * @param share of the records that have one, 0 to 1
     */
    public record Keys(String draw, int size, double share) {}

    /**
     * A header.
     *
     * @param size of its value in bytes, on average
     * @param share of the records that have it, 0 to 1
     */
    public record Header(String name, int size, double share) {}

    /**
     * When records came.
     *
     * @param seconds from the first to the last
     * @param rates in records per second, of equal parts of this time
     */
    public record Arrival(double seconds, List<Double> rates) {}
}
