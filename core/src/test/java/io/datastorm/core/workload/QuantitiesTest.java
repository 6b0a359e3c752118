package io.datastorm.core.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantitiesTest {
    @Property
    void durationsSurviveWritingAndReading(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        assertThat(Quantities.duration(Quantities.format(duration))).isEqualTo(duration);
    }

    @Property
    void sizesSurviveWritingAndReading(@ForAll @LongRange(min = 0) long bytes) {
        assertThat(DataSize.parse(new DataSize(bytes).toString()).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"64KiB,65536", "16MiB,16777216", "1GiB,1073741824", "64kB,64000", "1.5MB,1500000", "7,7", "7B,7"})
    void readsSizes(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "10mb,'10MB (× 1,000,000) or 10MiB (× 1,048,576)'",
        "10M,ambiguous",
        "64kb,64KiB",
        "5 parsecs,unknown unit",
        "many,is not a size",
        "-1,0 or more",
        "99999999999GiB,less than 8 EiB"
    })
    void refusesSizes(String text, String message) {
        assertThatThrownBy(() -> DataSize.parse(text)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"25ms,25", "10s,10000", "1.5m,90000", "1h,3600000", "0,0"})
    void readsDurations(String text, long millis) {
        assertThat(Quantities.duration(text).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"10,has no unit", "10 weeks,unknown unit", "-1s,between 0", "soon,is not a duration"})
    void refusesDurations(String text, String message) {
        assertThatThrownBy(() -> Quantities.duration(text)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"1000000,1000000", "10m,10000000", "2.5k,2500", "1b,1000000000", "1_000,1000"})
    void readsCounts(String text, long count) {
        assertThat(Quantities.count(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"1.5,whole number", "x,is not a whole number", "99999999999999999999,whole number below"})
    void refusesCounts(String text, String message) {
        assertThatThrownBy(() -> Quantities.count(text)).hasMessageContaining(message);
    }

    @Test
    void ratesOfLinksAreBits() {
        assertThat(Quantities.bits("10Gbit")).isEqualTo(10_000_000_000L);
        assertThat(Quantities.bits("2.5 gbit/s")).isEqualTo(2_500_000_000L);
        assertThat(Quantities.bits("100Mbit")).isEqualTo(100_000_000);
        assertThatThrownBy(() -> Quantities.bits("10Gb")).hasMessageContaining("such as 10Gbit or 100Mbit, got '10Gb'");
        assertThatThrownBy(() -> Quantities.bits("1bit")).hasMessageContaining("must be 100kbit to 400Gbit");
    }
}
