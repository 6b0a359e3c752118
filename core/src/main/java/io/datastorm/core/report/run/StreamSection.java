package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.StreamInterval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The streams of a run side by side. */
final class StreamSection {
    private final RunResult result;
    private final List<Double> seconds;
    private final List<Chart.Band> bands;

    private StreamSection(RunResult result, RunTimeline timeline) {
        this.result = result;
        this.seconds = result.streams().stream()
                .flatMap(stream -> stream.intervals().stream())
                .map(interval -> (double) interval.second())
                .distinct()
                .sorted()
                .toList();
        this.bands = timeline.bands();
    }

    static Section of(RunResult result, RunTimeline timeline) {
        StreamSection streams = new StreamSection(result, timeline);
        Section section = Section.of("Streams").with(streams.table());
        return streams.seconds.isEmpty()
                ? section
                : section.with(streams.chart(
                                "Throughput of each stream, records/s", false, StreamInterval::recordsPerSecond))
                        .with(streams.chart("p99 of each stream, ms", true, StreamInterval::p99Millis));
    }

    private Table table() {
        List<List<String>> rows =
                result.streams().stream().map(StreamSection::row).toList();
        return new Table(
                List.of("stream", "topic", "records/s", "asked", "acknowledged", "stored", "p50", "p99", "max"), rows);
    }

    private static List<String> row(RunResult.Stream stream) {
        RunResult.Summary response = stream.latency().response();
        Double target = stream.throughput().targetRecordsPerSecond();
        Long stored = stream.totals().stored();
        return List.of(
                stream.name(),
                stream.topics() == 1 ? stream.topic() : "%s (%d)".formatted(stream.topic(), stream.topics()),
                NumberFormat.count(stream.throughput().recordsPerSecond()),
                target == null ? "max" : NumberFormat.count(target),
                NumberFormat.whole(stream.totals().acknowledged()),
                stored == null ? "–" : NumberFormat.whole(stored),
                response == null ? "–" : NumberFormat.millis(response.p50Millis()),
                response == null ? "–" : NumberFormat.millis(response.p99Millis()),
                response == null ? "–" : NumberFormat.millis(response.maxMillis()));
    }

    private Chart chart(String title, boolean log, Function<StreamInterval, Double> figure) {
        List<Chart.Series> series = result.streams().stream()
                .map(stream -> new Chart.Series(stream.name(), values(stream.intervals(), figure)))
                .toList();
        return new Chart.Lines(title, RunTimeline.SECONDS, seconds, series, bands, List.of(), log);
    }

    /** Not toList(): a second in which a stream was not measured has no figure. */
    private List<Double> values(List<StreamInterval> intervals, Function<StreamInterval, Double> figure) {
        Map<Long, Double> bySecond = new HashMap<>();
        intervals.forEach(interval -> bySecond.put(interval.second(), figure.apply(interval)));
        List<Double> values = new ArrayList<>();
        seconds.forEach(second -> values.add(bySecond.get(second.longValue())));
        return values;
    }
}
