package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.TransactionResult;
import java.util.List;

/** The transactions of a run. */
final class TransactionSection {
    private static final String NOT_KNOWN = "–";

    private TransactionSection() {}

    static Section of(TransactionResult found) {
        Section section = Section.of("Transactions")
                .with(new Table(
                        List.of("committed", "aborted", "not known", "records committed"),
                        List.of(List.of(
                                NumberFormat.whole(found.committed()),
                                NumberFormat.whole(found.aborted()),
                                NumberFormat.whole(found.unresolved()),
                                NumberFormat.whole(found.committedRecords())))))
                .with(new Table(
                        List.of("", "p50", "p95", "p99", "max"),
                        List.of(
                                times("commit, from the request to the answer", found.commitLatency()),
                                times("open, from the first record to the end", found.openTime()))));
        return found.torn() == null
                ? section
                : section.text("What consumers of committed records get of them:")
                        .with(new Table(
                                List.of("torn", "lost", "resurrected", "hanging"),
                                List.of(List.of(
                                        NumberFormat.whole(found.torn()),
                                        NumberFormat.whole(found.lost()),
                                        NumberFormat.whole(found.resurrected()),
                                        NumberFormat.whole(found.hanging())))));
    }

    private static List<String> times(String what, RunResult.Summary times) {
        return times == null
                ? List.of(what, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
                : List.of(
                        what,
                        NumberFormat.millis(times.p50Millis()),
                        NumberFormat.millis(times.p95Millis()),
                        NumberFormat.millis(times.p99Millis()),
                        NumberFormat.millis(times.maxMillis()));
    }
}
