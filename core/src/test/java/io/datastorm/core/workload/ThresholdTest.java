package io.datastorm.core.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thresholds of a run, a stream and a group, whatever their names are. */
final class ThresholdTest {
    @ParameterizedTest
    @CsvSource({
        "streams.orders.latency.response.p99Millis<50, streams, orders, latency.response.p99Millis",
        "streams.a.b-c_d.totals.failed==0, streams, a.b-c_d, totals.failed",
        "streams.totals.failed.totals.failed<1, streams, totals.failed, totals.failed",
        "consumers.my:group.endToEnd.p999Millis<=100, consumers, my:group, endToEnd.p999Millis",
        "consumers.readers-2.rebalances.maxMillis<3k, consumers, readers-2, rebalances.maxMillis",
    })
    void partsHaveNames(String text, String kind, String name, String metric) {
        assertThat(Threshold.parse(text).part()).isEqualTo(Optional.of(new Threshold.Part(kind, name, metric)));
    }

    @Test
    void theWholeRunIsNoPart() {
        assertThat(Threshold.parse("totals.failed==0").part()).isEmpty();
        assertThat(Threshold.parse(" throughput.recordsPerSecond >= 1.5m ").bound())
                .isEqualTo(1_500_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "streams.totals.failed<1",
                "streams..totals.failed<1",
                "streams.orders.endToEnd.p99Millis<1",
                "consumers.readers.totals.failed<1",
                "consumers.lagMaxRecords<1",
                "agents.0.totals.failed<1",
            })
    void whatNoPartHasIsUnknown(String text) {
        assertThatThrownBy(() -> Threshold.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown metric '");
    }
}
