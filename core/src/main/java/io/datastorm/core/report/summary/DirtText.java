package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** Which events of a stream were wrong on purpose, in words. */
final class DirtText {
    private DirtText() {}

    /** Empty if none could be. */
    static List<String> lines(RunResult.Stream stream) {
        RunResult.Dirt dirt = stream.dirt();
        if (dirt == null) {
            return List.of();
        }
        List<String> kinds = new ArrayList<>();
        add(kinds, dirt.late(), "late");
        add(kinds, dirt.dropped(), "dropped");
        add(kinds, dirt.duplicate(), "duplicate");
        add(kinds, dirt.invalid(), "invalid");
        if (kinds.isEmpty()) {
            return List.of("no event");
        }
        long all = dirt.late() + dirt.dropped() + dirt.duplicate() + dirt.invalid();
        String listed = dirt.listed() == all ? "all of them" : NumberFormat.whole(dirt.listed()) + " of them";
        return List.of(String.join(", ", kinds) + "; ground-truth.jsonl lists " + listed);
    }

    private static void add(List<String> kinds, long count, String kind) {
        if (count > 0) {
            kinds.add(NumberFormat.whole(count) + " " + kind);
        }
    }
}
