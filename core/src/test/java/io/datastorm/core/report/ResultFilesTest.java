package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Latencies;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFilesTest {
    @TempDir
    private Path directory;

    /** As after a kill: what was appended must be readable without any orderly end. */
    @Test
    void whatWasAppendedIsReadableAtOnce() throws IOException {
        ResultFiles files = new ResultFiles(directory, 1_795_000_000_000L);
        Latencies latencies = Latencies.empty();
        latencies.response().recordValueWithCount(5_000_000, 1000);
        files.append(Samples.interval(1), latencies, Samples.result(null, false, false));
        files.append(Samples.interval(2), latencies, Samples.result(null, false, false));

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
    void theFinalDocumentReplacesTheDraft() throws IOException {
        try (ResultFiles files = new ResultFiles(directory, 0)) {
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
