package io.datastorm.kafka.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.shape.TopicShape;
import io.datastorm.generator.plain.SizeDistribution;
import io.datastorm.kafka.sample.TopicSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class ShapeProfileTest {
    private static final int RECORDS = 10_000;

    private static ConsumerRecord<byte[], byte[]> record(int partition, long millis, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "t",
                partition,
                0,
                millis,
                TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static TopicShape shape(LongUnaryOperator timeOf) {
        ShapeProfile profile = new ShapeProfile();
        for (int i = 0; i < RECORDS; i++) {
            profile.add(record(i % 2, timeOf.applyAsLong(i), null, new byte[100]));
        }
        return profile.shape(new TopicSample.Extent(2, false));
    }

    /** Each size lies in one range, and each range has as many as it says. */
    @Property
    void rangesHaveAllSizes(@ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 2_000_000) Integer> sizes) {
        SizeHistogram histogram = new SizeHistogram();
        sizes.forEach(histogram::add);
        SizeDistribution read = SizeDistribution.parse(histogram.ranges().orElseThrow(), Integer::parseInt);
        for (SizeDistribution.Range range : read.ranges()) {
            assertThat(sizes.stream()
                            .mapToInt(size -> Math.max(1, size))
                            .filter(size -> range.low() <= size && size <= range.high())
                            .count())
                    .isEqualTo(range.weight());
            assertThat(range.high()).isLessThanOrEqualTo(range.low() + range.low() / 3 + 1);
        }
        assertThat(read.ranges().stream()
                        .mapToInt(SizeDistribution.Range::weight)
                        .sum())
                .isEqualTo(sizes.size());
    }

    @Test
    void aSteadyRateIsOneRate() {
        TopicShape.Arrival arrival = shape(i -> 5_000_000 + 2 * i).arrival().orElseThrow();
        assertThat(arrival.rates()).singleElement().satisfies(rate -> assertThat(rate)
                .isBetween(499.0, 501.0));
        assertThat(arrival.seconds()).isBetween(19.8, 20.0);
    }

    @Test
    void aPeakIsSeen() {
        // A second with half of the records, in the middle of ten.
        TopicShape.Arrival arrival = shape(
                        i -> i < RECORDS / 4 ? i * 2L : i < 3 * RECORDS / 4 ? 5000 + i / 5 : 2 * i - 9_999)
                .arrival()
                .orElseThrow();
        double most =
                arrival.rates().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double mean = arrival.rates().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertThat(most).isGreaterThan(2 * mean);
        assertThat(mean * arrival.seconds()).isBetween(RECORDS * 0.98, RECORDS * 1.01);
    }

    @Test
    void recordsOfOneMomentHaveNoRate() {
        assertThat(shape(i -> 5000).arrival()).isEmpty();
    }

    /** Only the time that the sample of each partition covers tells a rate. */
    @Test
    void partitionsAreSeenFromTheSameTimeOn() {
        TopicShape shape = shape(i -> i % 2 == 0 ? 10 * i : 50_000 + 5 * i);
        assertThat(shape.arrival().orElseThrow().seconds()).isBetween(49.0, 51.0);
    }

    /** A wrong clock, or a record that came a day late. */
    @Test
    void outliersTellNothing() {
        TopicShape.Arrival arrival = shape(i -> switch ((int) i) {
                    case 10 -> 1_790_000_000_000_000L;
                    case 11, 12 -> 5_000_000_000L - 86_400_000;
                    default -> 5_000_000_000L + 2 * i;
                })
                .arrival()
                .orElseThrow();
        assertThat(arrival.rates()).singleElement().satisfies(rate -> assertThat(rate)
                .isBetween(499.0, 501.0));
    }

    /** All of a topic tells its rate, also if its partitions were filled one after the other. */
    @Test
    void aWholeTopicBeginsAtItsFirstRecord() {
        assertThat(oneAfterTheOther(true)).isBetween(99.0, 100.0);
        assertThat(oneAfterTheOther(false)).isBetween(9.0, 10.0);
    }

    private static double oneAfterTheOther(boolean whole) {
        ShapeProfile profile = new ShapeProfile();
        for (int i = 0; i < RECORDS; i++) {
            profile.add(record(i / (RECORDS / 10), 10L * i, null, new byte[10]));
        }
        return profile.shape(new TopicSample.Extent(10, whole))
                .arrival()
                .orElseThrow()
                .seconds();
    }

    @Test
    void aHeaderCountsOncePerRecord() {
        ShapeProfile profile = new ShapeProfile();
        ConsumerRecord<byte[], byte[]> record = record(0, 1, null, new byte[1]);
        record.headers().add("retry", new byte[3]).add("retry", new byte[4]);
        profile.add(record);
        assertThat(profile.shape(new TopicSample.Extent(1, true)).headers())
                .containsExactly(new TopicShape.Header("retry", 7, 1));
    }

    @Test
    void theRestIsCounted() {
        ShapeProfile profile = new ShapeProfile();
        Random random = new Random(1);
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = new byte[1000];
            byte[] noise = new byte[500];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, value, 0, noise.length);
            ConsumerRecord<byte[], byte[]> record = record(
                    0,
                    i,
                    i % 10 == 0 ? null : "key-%04d".formatted(i % 50).getBytes(StandardCharsets.UTF_8),
                    i % 4 == 0 ? null : value);
            record.headers().add("ds", new byte[20]);
            if (i % 5 != 0) {
                record.headers().add("trace", new byte[55]);
            }
            profile.add(record);
        }
        TopicShape shape = profile.shape(new TopicSample.Extent(1, true));
        assertThat(shape.values().sizes()).contains("1000:7500");
        assertThat(shape.values().tombstones()).isEqualTo(0.25);
        assertThat(shape.values().compression()).containsOnlyKeys("gzip", "snappy", "lz4", "zstd");
        assertThat(shape.values().compression().get("lz4")).isBetween(0.48, 0.55);
        assertThat(shape.keys()).contains(new TopicShape.Keys("uniform:45", 8, 0.9));
        assertThat(shape.headers()).containsExactly(new TopicShape.Header("trace", 55, 0.8));
    }
}
