package io.datastorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.report.page.MarkdownPage;
import io.datastorm.core.report.page.Page;
import io.datastorm.lab.Results;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.Program;
import io.datastorm.lab.experiment.RunOrder;
import io.datastorm.lab.experiment.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExperimentPageTest {
    private static final List<Variant> VARIANTS = List.of(
            new Variant("slow", "", Map.of("acks", "1"), "", Program.DATASTORM, "old slow"),
            new Variant("same", "", Map.of("acks", "0"), "", Program.DATASTORM, ""),
            new Variant("fast", "", Map.of("sender", "direct"), "-XX:+UseZGC", Program.DATASTORM, ""));

    /** Runs of about 1,000 records a second; the fast ones have three times as many. */
    private static ExperimentResult findings(int repeats) {
        Experiment experiment = new Experiment("e", "Which?", VARIANTS, repeats, "", true, Optional.empty());
        List<Lab.Made> made = new ArrayList<>();
        for (RunOrder.Planned planned : RunOrder.of(experiment, 1)) {
            double speed = planned.variant().name().equals("fast") ? 3000 : 1000;
            // A spread of some percent that is the same for all.
            made.add(new Lab.Made(planned, Results.throughput(speed * (1 + 0.01 * (planned.block() % 5))), null));
        }
        return new ExperimentResult(experiment, made);
    }

    @Test
    void theAnswerNamesRatiosAndSeesNoDifferenceWhereThereIsNone() {
        Page page = ExperimentPage.of(findings(8), Set.of(), List.of());
        assertThat(page.headline())
                .isEqualTo("Which? fast reached 3,060 records/s, 3.00 × [2.96 – 3.04] of what slow did (higher).");
        assertThat(page.alarms()).isEmpty();
        String text = MarkdownPage.write(page);
        assertThat(text)
                .contains("| same | 1,020 ")
                .containsPattern("\\| same .*no difference seen")
                .containsPattern("\\| fast .*higher")
                .contains("old slow")
                .contains("same → fast: 3.00 ×")
                .contains("DATASTORM_OPTS='-XX:+UseZGC' datastorm run --sender direct");
    }

    /** Whoever meets a rate has the same throughput: then it is latency that differs. */
    @Test
    void withARateLatencyIsCompared() {
        Experiment experiment = new Experiment("e", "Which?", VARIANTS, 8, "", false, Optional.empty());
        List<Lab.Made> made = RunOrder.of(experiment, 1).stream()
                .map(planned -> new Lab.Made(
                        planned,
                        Results.latency(
                                (planned.variant().name().equals("fast") ? 4 : 8) + 0.1 * (planned.block() % 5)),
                        null))
                .toList();
        Page page = ExperimentPage.of(new ExperimentResult(experiment, made), Set.of(), List.of());
        assertThat(page.headline())
                .startsWith("Which? fast had the lowest latency p99, 4.20 ms, 0.51 × [")
                .endsWith("of what slow had (lower).");
        assertThat(MarkdownPage.write(page)).contains("| latency p99 against the first |");
    }

    @Test
    void stepsHaveTheirStory() {
        String text = MarkdownPage.write(LadderPage.of(findings(8)));
        assertThat(text)
                .startsWith("# Evolution\n")
                .contains("From 1,020 records/s (slow) to 3,060 records/s (fast).")
                .contains("The largest step is same → fast: 3.00 ×")
                .contains("## What did not help here\n\nslow → same: 1.00 ×")
                .contains("Settings: acks (default), sender direct.")
                .contains("| the old report said | old slow |")
                .contains("![Throughput, records/s](throughput.svg)");
    }

    @Test
    void tooFewRepeatsAreSaidFirst() {
        Page page = ExperimentPage.of(findings(2), Set.of(), List.of());
        assertThat(page.alarms())
                .singleElement()
                .asString()
                .startsWith("2 repeats are too few")
                .contains("spread by");
        assertThat(ExperimentPage.of(findings(1), Set.of(), List.of()).alarms())
                .singleElement()
                .asString()
                .endsWith("the medians are a first look.");
        assertThat(page.headline()).endsWith("(too few repeats to tell).");
    }

    @Test
    void whatDoesNotCountAndWhatIsMissingIsSaid() {
        ExperimentResult whole = findings(8);
        List<Lab.Made> made = new ArrayList<>(whole.made().subList(0, 30));
        Lab.Made last = made.remove(29);
        made.add(new Lab.Made(last.planned(), last.result(), "the rate was not met"));
        Page page = ExperimentPage.of(new ExperimentResult(whole.experiment(), made), Set.of(), List.of());
        assertThat(page.alarms()).hasSize(2);
        assertThat(page.alarms().get(0)).startsWith("1 of 30 runs do not count");
        assertThat(page.alarms().get(1)).contains("2 of 32 runs are missing");
        assertThat(MarkdownPage.write(page)).contains("does not count: the rate was not met");
    }

    @Test
    void everyRunIsAPoint() {
        String html = new HtmlPage().write(ExperimentPage.of(findings(8), Set.of(), List.of()));
        assertThat(html)
                .contains("\"kind\":\"Dots\"")
                .contains("\"name\":\"slow (again)\",\"points\":[1010.0,1020.0,1030.0,");
    }

    @Test
    void nothingAtAllIsSaidToo() {
        Experiment experiment = findings(4).experiment();
        Page page = ExperimentPage.of(new ExperimentResult(experiment, List.of()), Set.of(), List.of());
        assertThat(page.headline()).isEqualTo("Which? No run counts.");
        assertThat(new HtmlPage().write(page)).contains("No run counts");
    }
}
