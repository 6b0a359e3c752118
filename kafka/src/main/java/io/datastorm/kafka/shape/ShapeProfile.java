package io.datastorm.kafka.shape;

import io.datastorm.core.shape.TopicShape;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.generator.infer.KeyProfile;
import io.datastorm.kafka.sample.TopicSample;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What is measured of the records of a sample. Not thread-safe. */
public final class ShapeProfile {
    /** Rarer headers, and more of them, are not told. */
    private static final double RAREST_HEADER = 0.01;

    private static final int MOST_HEADERS = 100;
    /** Of DataStorm itself. */
    private static final Set<String> OURS = Set.of(RecordStamp.HEADER, DueStamp.HEADER);

    private final SizeHistogram sizes = new SizeHistogram();
    private final CompressionProfile compression = new CompressionProfile();
    private final ArrivalProfile arrival = new ArrivalProfile();
    private final KeyProfile keys = new KeyProfile();
    private final Map<String, Sum> headers = new TreeMap<>();
    private final Sum keyBytes = new Sum();
    private long records;
    private long tombstones;

    /** How many there are of something, and how many bytes. */
    private static final class Sum {
        private long count;
        private long bytes;

        void add(byte[] value) {
            count++;
            bytes += value == null ? 0 : value.length;
        }

        int mean() {
            return (int) Math.round((double) bytes / Math.max(1, count));
        }
    }

    /** Takes a record. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        records++;
        arrival.add(record.partition(), record.timestamp());
        keys.add(record.key(), Map.of());
        if (record.key() != null) {
            keyBytes.add(record.key());
        }
        if (record.value() == null) {
            tombstones++;
        } else {
            sizes.add(record.value().length);
            compression.add(record.value());
        }
        headers(record.headers());
    }

    /** Of several with one name, all bytes count, and the record counts once. */
    private void headers(Headers ofRecord) {
        Set<String> seen = new HashSet<>();
        for (Header header : ofRecord) {
            if (!OURS.contains(header.key())) {
                Sum sum = headers.computeIfAbsent(header.key(), name -> new Sum());
                sum.add(header.value());
                sum.count -= seen.add(header.key()) ? 0 : 1;
            }
        }
    }

    /**
     * The shape of what was taken.
     *
     * @param from what of the topic that is
     */
    public TopicShape shape(TopicSample.Extent from) {
        return new TopicShape(
                from.partitions(),
                records,
                new TopicShape.Values(sizes.ranges(), share(tombstones), compression.shape()),
                keyed(),
                headers.entrySet().stream()
                        .map(header -> new TopicShape.Header(
                                header.getKey(), header.getValue().mean(), share(header.getValue().count)))
                        .filter(header -> header.share() >= RAREST_HEADER)
                        .sorted(Comparator.comparingDouble(TopicShape.Header::share)
                                .reversed())
                        .limit(MOST_HEADERS)
                        .toList(),
                arrival.shape(from.whole()));
    }

    private Optional<TopicShape.Keys> keyed() {
        return keys.draw().map(draw -> new TopicShape.Keys(draw, Math.max(1, keyBytes.mean()), share(keyBytes.count)));
    }

    private double share(long count) {
        return Rounded.of((double) count / Math.max(1, records));
    }
}
