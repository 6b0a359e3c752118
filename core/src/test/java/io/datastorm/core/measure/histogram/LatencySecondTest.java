package io.datastorm.core.measure.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.LatencySecond;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** A second's latencies in buckets, none of which is left out. */
final class LatencySecondTest {
    @Property
    void eachTimeIsInItsBucket(@ForAll @DoubleRange(min = 0, max = 1e6) double millis) {
        int bucket = LatencySecond.bucket(millis);
        assertThat(LatencySecond.upperMillis(bucket)).isGreaterThanOrEqualTo(millis * (1 - 1e-8));
        if (bucket > 0) {
            assertThat(LatencySecond.upperMillis(bucket - 1)).isLessThan(millis);
        }
    }

    @Test
    void bucketsEndAtPowersOfTwoOfASecond() {
        int second = -LatencySecond.FIRST_EXPONENT;
        assertThat(LatencySecond.bucket(1000)).isEqualTo(second);
        assertThat(LatencySecond.bucket(1000.1)).isEqualTo(second + 1);
        assertThat(LatencySecond.bucket(125)).isEqualTo(second - 3 * LatencySecond.BUCKETS_PER_DOUBLING);
        assertThat(LatencySecond.upperMillis(second + LatencySecond.BUCKETS_PER_DOUBLING))
                .isCloseTo(2000, Percentage.withPercentage(1e-6));
        assertThat(LatencySecond.bucket(0)).isZero();
    }

    @Property
    void noRecordIsLeftOut(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 90_000_000_000L) Long> nanos) {
        Histogram histogram = new Histogram(3);
        nanos.forEach(histogram::recordValue);
        LatencySecond second = Summaries.second(histogram);
        assertThat(second.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(nanos.size());
        assertThat(second.counts().get(0)).isPositive();
        assertThat(second.counts().get(second.counts().size() - 1)).isPositive();
        assertThat(second.first() + second.counts().size() - 1).isEqualTo(LatencySecond.bucket(second.maxMillis()));
        assertThat(second.p50Millis()).isLessThanOrEqualTo(second.p90Millis());
        assertThat(second.p999Millis()).isLessThanOrEqualTo(second.maxMillis());
    }

    @Test
    void aSecondWithoutAnAnswerHasNone() {
        assertThat(Summaries.second(new Histogram(3))).isNull();
    }
}
