package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.ConsumerText;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The consumer groups of a run side by side. */
final class ConsumerSection {
    private static final String NOT_KNOWN = "–";

    private ConsumerSection() {}

    static Section of(RunResult result) {
        List<ConsumerResult> groups = result.consumers();
        Section section = Section.of("Consumers").with(table(groups));
        for (ConsumerResult group : groups) {
            if (group.rebalances().count() > 0) {
                section = section.text(group.group() + ": " + ConsumerText.rebalances(group.rebalances()));
            }
        }
        if (result.verification() != null) {
            for (Verification.Group judged : result.verification().groups()) {
                for (String line : ConsumerText.lines(judged)) {
                    section = section.text(judged.group() + ": " + line);
                }
            }
        }
        List<Double> seconds = groups.stream()
                .map(group -> group.intervals().stream()
                        .map(ConsumerResult.Interval::second)
                        .toList())
                .reduce(List.of(), (longest, next) -> next.size() > longest.size() ? next : longest);
        return seconds.isEmpty()
                ? section
                : section.with(chart(
                                groups,
                                seconds,
                                "Read by each group, records/s (from the first record, warm-up included)",
                                ConsumerResult.Interval::recordsPerSecond))
                        .with(chart(
                                groups,
                                seconds,
                                "Lag of each group, records",
                                interval -> interval.lagRecords() == null
                                        ? null
                                        : (Double) (double) interval.lagRecords()));
    }

    private static Table table(List<ConsumerResult> groups) {
        return new Table(
                List.of(
                        "group",
                        "protocol",
                        "members",
                        "records/s",
                        "bytes/s",
                        "end to end p50",
                        "p99",
                        "max",
                        "lag at most",
                        "rebalances",
                        "verdict"),
                groups.stream().map(ConsumerSection::row).toList());
    }

    private static List<String> row(ConsumerResult group) {
        RunResult.Summary latency = group.endToEnd();
        return List.of(
                group.group(),
                group.protocol(),
                Integer.toString(group.members()),
                NumberFormat.count(group.recordsPerSecond()),
                NumberFormat.bytes(group.bytesPerSecond()),
                latency == null ? NOT_KNOWN : NumberFormat.millis(latency.p50Millis()),
                latency == null ? NOT_KNOWN : NumberFormat.millis(latency.p99Millis()),
                latency == null ? NOT_KNOWN : NumberFormat.millis(latency.maxMillis()),
                group.lagMaxRecords() == null ? NOT_KNOWN : NumberFormat.whole(group.lagMaxRecords()),
                Integer.toString(group.rebalances().count()),
                group.verdict() == null ? NOT_KNOWN : group.verdict());
    }

    private static Chart chart(
            List<ConsumerResult> groups,
            List<Double> seconds,
            String title,
            Function<ConsumerResult.Interval, Double> figure) {
        List<Chart.Series> series = groups.stream()
                .map(group -> new Chart.Series(group.group(), values(group, seconds.size(), figure)))
                .toList();
        return new Chart.Lines(title, "readers", seconds, series, List.of(), List.of(), false);
    }

    /** Not toList(): a second may have no figure. */
    private static List<Double> values(
            ConsumerResult group, int seconds, Function<ConsumerResult.Interval, Double> figure) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            values.add(
                    i < group.intervals().size()
                            ? figure.apply(group.intervals().get(i))
                            : null);
        }
        return values;
    }
}
