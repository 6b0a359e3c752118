package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** What became of records. */
final class RecordText {
    private RecordText() {}

    /** All that is known. */
    static List<Row> rows(RunResult.Totals totals, String verb) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("records", records(totals, verb)));
        if (totals.neverSent() > 0) {
            rows.add(new Row(
                    "never sent",
                    NumberFormat.whole(totals.neverSent())
                            + " records were due, and were not sent in time (warm-up included)"));
        }
        totals.failedByError()
                .forEach((error, count) -> rows.add(new Row("failed", NumberFormat.whole(count) + " × " + error)));
        totals.unresolvedByError()
                .forEach((error, count) -> rows.add(new Row("unresolved", NumberFormat.whole(count) + " × " + error)));
        return rows;
    }

    /** In a line. */
    static String records(RunResult.Totals totals, String verb) {
        String stored = totals.stored() == null
                ? "stored could not be asked"
                : NumberFormat.whole(totals.stored()) + " stored" + agreement(totals.storedAgrees());
        return "%s %s, %s, %s failed, %s unresolved (warm-up included)"
                .formatted(
                        NumberFormat.whole(totals.acknowledged()),
                        verb,
                        stored,
                        NumberFormat.whole(totals.failed()),
                        NumberFormat.whole(totals.unresolved()));
    }

    private static String agreement(Boolean agrees) {
        if (agrees == null) {
            return "";
        }
        return agrees ? " ✓" : " ✗";
    }
}
