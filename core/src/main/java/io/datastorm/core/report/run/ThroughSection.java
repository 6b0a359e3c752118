package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.ThroughResult;
import java.util.List;

/** What applications have written for the records of a run. */
final class ThroughSection {
    private static final String NOT_KNOWN = "–";

    private ThroughSection() {}

    static Section of(List<ThroughResult> found) {
        return Section.of("Through your application")
                .with(new Table(
                        List.of(
                                "topic",
                                "expected",
                                "verdict",
                                "records",
                                "lost",
                                "left out",
                                "duplicated",
                                "reordered",
                                "intended → readable, p50",
                                "p99",
                                "max"),
                        found.stream().map(ThroughSection::row).toList()));
    }

    private static List<String> row(ThroughResult found) {
        RunResult.Summary took = found.endToEnd();
        return List.of(
                found.topic(),
                found.expect(),
                found.verdict(),
                NumberFormat.whole(found.records()),
                NumberFormat.whole(found.lost()),
                NumberFormat.whole(found.leftOut()),
                NumberFormat.whole(found.duplicated()),
                NumberFormat.whole(found.reordered()),
                took == null ? NOT_KNOWN : NumberFormat.millis(took.p50Millis()),
                took == null ? NOT_KNOWN : NumberFormat.millis(took.p99Millis()),
                took == null ? NOT_KNOWN : NumberFormat.millis(took.maxMillis()));
    }
}
