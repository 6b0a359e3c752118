package io.datastorm.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.report.CsvReporter;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.Samples;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.StreamInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFilesTest {
    @TempDir
    private Path directory;

    private static RecordedSecond second(long number, Latencies latencies) {
        return new RecordedSecond(Samples.interval(number), latencies, null, List.of());
    }

    /** As after a kill: what was appended must be readable without any orderly end. */
    @Test
    void whatWasAppendedIsReadableAtOnce() throws IOException {
        ResultFiles files = new ResultFiles(directory, 1_795_000_000_000L, List.of("datastorm"), Optional.empty());
        Latencies latencies = Latencies.empty();
        latencies.response().recordValueWithCount(5_000_000, 1000);
        files.append(second(1, latencies), () -> Samples.result(null, false, false));
        files.append(second(2, latencies), () -> Samples.result(null, false, false));

        RunResult result = JsonReporter.read(Files.readAllBytes(directory.resolve("result.json")));
        assertThat(result.run().complete()).isFalse();
        assertThat(Files.readAllLines(directory.resolve("intervals.csv")))
                .containsExactly(
                        CsvReporter.HEADER,
                        "1,1.000,1000,1000.000,36000.000,1.500,9.250,12.000,,0,0.750,0.500,3.000,1048576,",
                        "2,1.000,1000,1000.000,36000.000,1.500,9.250,12.000,,0,0.750,0.500,3.000,1048576,");
        HistogramLogReader log =
                new HistogramLogReader(directory.resolve("latency.hlog").toFile());
        Histogram first = (Histogram) log.nextIntervalHistogram();
        assertThat(first.getTotalCount()).isEqualTo(1000);
        assertThat(first.getTag()).isEqualTo("response");
        assertThat(log.nextIntervalHistogram()).isNotNull();
        log.close();
        files.close();
    }

    @Test
    void eachOfSeveralStreamsHasFilesOfItsOwn() throws IOException {
        Latencies latencies = Latencies.empty();
        latencies.response().recordValueWithCount(5_000_000, 1000);
        StreamInterval interval = new StreamInterval(1, 1.0, 500, 500, 18_000.0, 1.5, 9.25, 12.0, null, 0L);
        try (ResultFiles files = new ResultFiles(directory, 0, List.of("orders", "clicks"), Optional.empty())) {
            List<RecordedSecond.OfStream> parts = List.of(
                    new RecordedSecond.OfStream("orders", interval, latencies, List.of()),
                    // It ended before the run did.
                    new RecordedSecond.OfStream("clicks", null, Latencies.empty(), List.of()));
            files.append(
                    new RecordedSecond(Samples.interval(1), latencies, null, parts),
                    () -> Samples.result(null, false, false));
        }
        Path orders = directory.resolve("streams/orders");
        assertThat(Files.readAllLines(orders.resolve("intervals.csv")))
                .containsExactly(CsvReporter.STREAM_HEADER, "1,1.000,500,500.000,18000.000,1.500,9.250,12.000,,0");
        assertThat(Files.readString(orders.resolve("latency.hlog"))).contains("Tag=response");
        assertThat(Files.readAllLines(directory.resolve("streams/clicks/intervals.csv")))
                .hasSize(1);
    }

    @Test
    void theFinalDocumentReplacesTheDraft() throws IOException {
        try (ResultFiles files = new ResultFiles(directory, 0, List.of("datastorm"), Optional.empty())) {
            files.finish(Samples.result(2000L, true, true));
        }
        assertThat(JsonReporter.read(Files.readAllBytes(directory.resolve("result.json")))
                        .run()
                        .complete())
                .isTrue();
        assertThat(directory.resolve("result.json.draft")).doesNotExist();
        assertThat(Files.readString(directory.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    }
}
