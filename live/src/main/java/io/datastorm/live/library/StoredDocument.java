package io.datastorm.live.library;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The parts of {@code result.json} that a list shows; its seconds are skipped, which is most of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredDocument(
        int formatVersion,
        RunResult.Run run,
        Map<String, Object> workload,
        RunResult.Totals totals,
        RunResult.Throughput throughput,
        Latency latency,
        RunResult.Validity validity,
        Verdict verification) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** See {@link RunResult.Latency}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Latency(RunResult.Summary response, String mode) {}

    /** See {@code core.result.Verification}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdict(String verdict) {}

    static StoredDocument read(Path file) throws IOException {
        StoredDocument document = JSON.readValue(Files.readAllBytes(file), StoredDocument.class);
        if (document == null
                || document.formatVersion != RunResult.FORMAT_VERSION
                || document.run == null
                || document.throughput == null
                || document.validity == null) {
            throw new IOException("it is not the result of a run");
        }
        return document;
    }

    List<String> tags() {
        Object tags = workload == null ? null : workload.get("tags");
        return tags instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    LibraryEntry.Figures figures() {
        RunResult.Summary response = latency == null ? null : latency.response();
        return new LibraryEntry.Figures(
                run.durationSeconds(),
                run.complete(),
                throughput.recordsPerSecond(),
                throughput.targetRecordsPerSecond(),
                validity.rateMet(),
                latency == null ? null : latency.mode(),
                response == null ? null : (Double) response.p50Millis(),
                response == null ? null : (Double) response.p99Millis(),
                response == null ? null : (Double) response.maxMillis(),
                totals == null ? null : totals.storedAgrees(),
                verification == null ? null : verification.verdict(),
                validity.limitedBy());
    }
}
