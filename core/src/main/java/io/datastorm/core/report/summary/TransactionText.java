package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.TransactionResult;
import io.datastorm.core.result.Verification;
import java.util.ArrayList;
import java.util.List;

/** What became of transactions, in words. */
final class TransactionText {
    private static final int MOST_PLACES = 5;

    private TransactionText() {}

    static List<Row> rows(TransactionResult transactions) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "transactions",
                "%s committed with %s records, %s aborted%s"
                        .formatted(
                                NumberFormat.whole(transactions.committed()),
                                NumberFormat.whole(transactions.committedRecords()),
                                NumberFormat.whole(transactions.aborted()),
                                transactions.unresolved() == 0
                                        ? ""
                                        : "; the cluster did not say what became of "
                                                + NumberFormat.whole(transactions.unresolved()))));
        if (transactions.replacedProducers() > 0) {
            rows.add(new Row(
                    "",
                    "producers that could not go on (fenced, for example), and that others took the place of: "
                            + NumberFormat.whole(transactions.replacedProducers())));
        }
        if (transactions.commitLatency() != null) {
            rows.add(new Row("", "commit " + times(transactions.commitLatency())));
        }
        if (transactions.openTime() != null) {
            rows.add(new Row("", "open   " + times(transactions.openTime())));
        }
        return rows;
    }

    private static String times(RunResult.Summary times) {
        return "p50 %s   p99 %s   max %s"
                .formatted(
                        NumberFormat.millis(times.p50Millis()),
                        NumberFormat.millis(times.p99Millis()),
                        NumberFormat.millis(times.maxMillis()));
    }

    /** What is wrong with them, for the reason of a verdict. */
    static List<String> anomalies(Verification.Transactions found) {
        List<String> words = new ArrayList<>();
        add(words, found.torn(), "torn");
        add(words, found.lost(), "lost");
        add(words, found.resurrected(), "aborted and visible all the same");
        add(words, found.hanging(), "open for longer than the timeout");
        return words;
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add((count == 1 ? "1 transaction " : NumberFormat.whole(count) + " transactions ") + what);
        }
    }

    /** What was looked at, and the first transactions that are not as they should be. */
    static List<String> lines(Verification.Transactions found) {
        List<String> lines = new ArrayList<>();
        lines.add("%s committed transactions and %s aborted ones were judged by what consumers see of them%s"
                .formatted(
                        NumberFormat.whole(found.committed()),
                        NumberFormat.whole(found.aborted()),
                        found.unresolved() == 0
                                ? ""
                                : ", and %s of which nobody knows how they ended"
                                        .formatted(NumberFormat.whole(found.unresolved()))));
        found.places().stream()
                .limit(MOST_PLACES)
                .forEach(place -> lines.add("%s: transaction %s of worker %d; %s of its %s records are visible"
                        .formatted(
                                place.what(),
                                NumberFormat.whole(place.number()),
                                place.worker(),
                                NumberFormat.whole(place.visible()),
                                NumberFormat.whole(place.records()))));
        return lines;
    }
}
