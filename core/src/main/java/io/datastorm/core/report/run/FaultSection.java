package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.FaultText;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was done on purpose, and what it did. */
final class FaultSection {
    private FaultSection() {}

    static Section of(RunResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (RunResult.FaultResult fault : result.faults()) {
            rows.add(List.of(
                    fault.fault(),
                    String.format(Locale.ROOT, "%.1f s", fault.atSeconds()),
                    fault.stoppedMillis() == null ? "–" : NumberFormat.millis(fault.stoppedMillis()),
                    FaultText.recovered(fault)));
        }
        Section section = Section.of("Faults")
                .text("What was done on purpose, and what it did to those who write.")
                .with(new Table(List.of("fault", "at", "no acknowledgement for", "throughput"), rows));
        List<List<String>> commands = result.faults().stream()
                .filter(fault -> fault.output() != null)
                .map(fault -> List.of(fault.fault(), FaultText.command(fault), fault.output()))
                .toList();
        return commands.isEmpty()
                ? section
                : section.with(new Table(List.of("command", "how it ended", "last lines of its output"), commands));
    }
}
