package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.RunResult;
import io.datastorm.core.workload.Threshold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportersTest {
    @Test
    void theSummaryIsForPeople() {
        assertThat(String.join("\n", TextReporter.lines(Samples.result(2000L, true, true))))
                .isEqualTo("""
                          throughput    1,000 records/s acknowledged, 36.0 kB/s of values, 45.0 kB/s on the wire
                          measured      2.00 s, after the warm-up
                          records       2,000 acknowledged, 2,000 stored ✓, 0 failed, 0 unresolved (warm-up included)
                          saturated     p50 1.50 ms   p99 9.25 ms   p99.9 11.0 ms   max 12.0 ms  (send → acknowledged at full load; no intended times)
                          generator     1.5 CPU-s, 1,333 records per CPU-s, GC pauses 5 ms in all, 3 ms at most, memory 200 MiB
                          broker 1      1.0 CPU-s, memory 300 MiB
                          limited by    generator – all 2 cores were busy
                          threshold     met      totals.failed<1  (actual 0.000)""".indent(2).stripTrailing());
    }

    @Test
    void aDisagreementIsTheFirstLine() {
        List<String> lines = TextReporter.lines(Samples.result(1990L, false, false));
        assertThat(lines.get(0))
                .isEqualTo("STORED DISAGREES: 2,000 acknowledged, but the topic grew by 1,990. Believe the topic.");
        assertThat(lines.get(1)).startsWith("INCOMPLETE");
    }

    @Test
    void theDocumentCanBeReadBack() throws IOException {
        RunResult result = Samples.result(2000L, true, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonReporter().write(result, out);
        assertThat(JsonReporter.read(out.toByteArray())).isEqualTo(result);
    }

    @Test
    void everyMetricOfAThresholdIsAPathOfTheDocument() {
        RunResult result = Samples.result(2000L, true, true);
        for (String metric : Threshold.METRICS) {
            if (!metric.startsWith("latency.lag")) {
                assertThat(JsonReporter.figure(metric, result)).as(metric).isNotNull();
            }
        }
        assertThat(JsonReporter.figure("latency.lag.p99Millis", result)).isNull();
    }
}
