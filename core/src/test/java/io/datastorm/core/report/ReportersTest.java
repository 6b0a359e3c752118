package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Threshold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportersTest {
    @Test
    void theSummaryIsForPeople() {
        assertThat(String.join("\n", new TextReporter().lines(Samples.result(2000L, true, true))))
                .isEqualTo("""
                          throughput    1,000 records/s acknowledged, 36.0 kB/s of values, 45.0 kB/s on the wire
                          measured      2.00 s, after a warm-up of 2s
                          sent by       2 workers, a KafkaProducer each; each record stamped afresh
                          settings      acks 1, not idempotent, linger 25ms, batches of 1MiB, compression none \
                          (profile throughput)
                          records       2,000 acknowledged, 2,000 stored ✓, 0 failed, 0 unresolved (warm-up included)
                          saturated     p50 1.50 ms   p99 9.25 ms   p99.9 11.0 ms   max 12.0 ms  \
                          (send → acknowledged at full load; no intended times)
                          generator     1.5 s of CPU, 1,333 records per second of CPU, \
                          GC pauses 5 ms in all, 3 ms at most, memory 200 MiB
                          broker 1      1.0 s of CPU, memory 300 MiB
                          limited by    generator – all 2 cores were busy
                                        --sender direct would load the brokers further: \
                          it takes far less CPU for a record
                          threshold     met      totals.failed<1  (actual 0.000)
                          verdict       Records/s acknowledged 1,000; Latency p99 at full load 9.25 ms
                                        Records stored 2,000 (exactly what was acknowledged)
                                        Threshold met (totals.failed<1); Limited by generator\
                          """.indent(2).stripTrailing());
    }

    @Test
    void aDisagreementIsTheFirstLine() {
        List<String> lines = new TextReporter().lines(Samples.result(1990L, false, false));
        assertThat(lines.get(0))
                .isEqualTo("STORED DISAGREES: 2,000 acknowledged, but the topic grew by 1,990. Believe the topic.");
        assertThat(lines.get(1)).startsWith("INCOMPLETE");
    }

    @Test
    void aThroughputThatRoseIsTheFirstLine() {
        assertThat(new TextReporter().lines(Samples.rising()).get(0))
                .isEqualTo("NOT STEADY: throughput rose by 164 % within the measured window; use a longer --warmup.");
    }

    @Test
    void wordsOfACellAreQuoted() {
        List<String> faults = List.of("note: a, \"b\" ü", "x");
        Interval noted =
                new Interval(1, 1.0, 0, 0, 0.0, null, null, null, null, 0L, 0, List.of(), 0.0, 0L, faults, List.of());
        assertThat(CsvReporter.row(noted)).endsWith(",\"note: a, \"\"b\"\" ü; x\"");
        assertThat(CsvReporter.row(Samples.interval(1))).doesNotContain("\"");
    }

    @Test
    void coloursTellGoodFromBad() {
        assertThat(new TextReporter(200, true).lines(Samples.result(2000L, true, true)))
                .contains("                \u001b[32mRecords stored 2,000 (exactly what was acknowledged)\u001b[0m")
                .noneMatch(line -> line.contains("\u001b[31m"));
        List<String> bad = new TextReporter(200, true).lines(Samples.result(1990L, false, true));
        assertThat(bad.get(0)).startsWith("\u001b[31mSTORED DISAGREES");
        assertThat(bad).anyMatch(line -> line.contains("\u001b[31mRecords stored 1,990 (but 2,000 acknowledged)"));
        assertThat(String.join("", new TextReporter().lines(Samples.result(1990L, false, true))))
                .doesNotContain("\u001b");
    }

    @Test
    void aBrokenRunEndsWithThatToo() {
        List<String> lines = new TextReporter(200, true).lines(Samples.eventful("run"));
        assertThat(lines.get(lines.size() - 2)).contains("\u001b[31m", "Verified BROKEN (1 lost)");
    }

    /** At 80 columns no word is cut, and what goes on stands below its beginning. */
    @Test
    void linesAreBrokenBetweenWords() {
        List<String> wide = new TextReporter().lines(Samples.result(2000L, true, true));
        List<String> narrow = new TextReporter(80, false).lines(Samples.result(2000L, true, true));
        assertThat(narrow).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(narrow).hasSizeGreaterThan(wide.size());
        assertThat(words(narrow)).isEqualTo(words(wide));
        assertThat(narrow).anyMatch(line -> line.startsWith(" ".repeat(16) + "the wire"));
    }

    private static List<String> words(List<String> lines) {
        return List.of(String.join(" ", lines).trim().split("\\s+"));
    }

    @Test
    void whatWorksForTheSendersIsTold() {
        assertThat(new TextReporter().lines(Samples.eventful("run")))
                .anyMatch(line -> line.contains("measured") && line.endsWith("senders were open after 353 ms"))
                .contains("  gateway       3.2 s of CPU, memory 210 MiB");
    }

    @Test
    void aRunThatEndedInItsWarmupHasNoFigures() {
        List<String> lines = new TextReporter().lines(Samples.interruptedInItsWarmup());
        assertThat(lines)
                .contains("  measured      nothing: the run ended during its warm-up")
                .anyMatch(line -> line.startsWith("  records       2,000 acknowledged"))
                .noneMatch(line -> line.contains("NOT MET") || line.contains("limited by"));
    }

    @Test
    void aVerificationThatWasAskedForAndIsNotThereIsAnAlarm() {
        Map<String, Object> plan = new HashMap<>(Samples.plan("producer", "1", false, "none"));
        plan.put("verify", "after");
        assertThat(new TextReporter()
                        .lines(Samples.result(2000L, true, true, plan))
                        .get(0))
                .startsWith("NOT VERIFIED");
        plan.put("verify", "off");
        assertThat(new TextReporter().lines(Samples.result(2000L, true, true, plan)))
                .noneMatch(line -> line.contains("NOT VERIFIED"));
    }

    private static String line(String label, Map<String, Object> plan) {
        return new TextReporter()
                .lines(Samples.result(2000L, true, true, plan)).stream()
                        .filter(line -> line.startsWith("  " + label))
                        .findFirst()
                        .orElse("");
    }

    @Test
    void whatTheDirectSenderSentIsSaid() {
        assertThat(line("sent by", Samples.plan("direct", "1", false, "none")))
                .endsWith("2 workers, prebuilt batches of up to 1MiB; each record stamped afresh");
        Map<String, Object> odd = Map.of("sender", Map.of("kind", "direct", "batchSize", "3000"));
        assertThat(line("sent by", odd)).contains("batches of up to 3000 bytes;");
        assertThat(line("sent by", Samples.plan("direct", "1", false, "lz4")))
                .endsWith("each record stamped afresh, compressed for each send with lz4");
        assertThat(line("sent by", Samples.plan("direct", "1", true, "lz4")))
                .endsWith("the same records again and again, compressed once with lz4");
        Map<String, Object> auto = Map.of(
                "sender",
                Map.of("kind", "direct", "batchSize", "auto", "compression", "lz4"),
                "records",
                Map.of("frozen", "true"));
        Map<String, Object> spinning = Map.of(
                "sender",
                Map.of("kind", "direct", "batchSize", "1MiB", "compression", "none", "workers", "2", "spin", "true"));
        assertThat(line("sent by", spinning)).contains("2 workers without rest, prebuilt batches");
        assertThat(line("sent by", auto))
                .contains("a size found on the way;")
                .endsWith("compressed once for each size with lz4");
        assertThat(new TextReporter()
                        .lines(Samples.result(2000L, true, true, Samples.plan("direct", "1", true, "none"))))
                .noneMatch(line -> line.contains("--sender direct"));
    }

    @Test
    void withoutAcknowledgementsNothingIsCalledAcknowledged() {
        Map<String, Object> plan = Samples.plan("direct", "0", false, "none");
        assertThat(new TextReporter().lines(Samples.result(2000L, true, true, plan)))
                .noneMatch(line -> line.contains("acknowledged"));
        assertThat(line("records", plan)).contains("2,000 sent, 2,000 stored");
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
