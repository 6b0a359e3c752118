package io.datastorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.report.page.MarkdownPage;
import io.datastorm.core.report.page.Page;
import io.datastorm.lab.Results;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.ExternalClient;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.RunOrder;
import io.datastorm.lab.experiment.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExperimentPageTest {
    private static final List<Variant> VARIANTS = List.of(
            new Variant("slow", "", Map.of("acks", "1"), "", ExternalClient.DATASTORM, "old slow"),
            new Variant("same", "", Map.of("acks", "0"), "", ExternalClient.DATASTORM, ""),
            new Variant("fast", "", Map.of("sender", "direct"), "-XX:+UseZGC", ExternalClient.DATASTORM, ""));

    /** Runs of about 1,000 records a second; the fast ones have three times as many. */
    private static ExperimentResult findings(int repeats) {
        Experiment experiment = new Experiment("e", "Which?", VARIANTS, repeats, "", true, Optional.empty());
        List<Lab.CompletedRun> made = new ArrayList<>();
        for (RunOrder.Planned planned : RunOrder.of(experiment, 1)) {
            double speed = planned.variant().name().equals("fast") ? 3000 : 1000;
            made.add(new Lab.CompletedRun(planned, Results.throughput(speed * wobble(planned)), null));
        }
        return new ExperimentResult(experiment, made);
    }

    /** A spread of some percent that is the same for all, and one of some per mille beside it. */
    private static double wobble(RunOrder.Planned planned) {
        int own = new Random(planned.variant().name().hashCode() + 31L * planned.block()).nextInt(5) - 2;
        return 1 + 0.01 * (planned.block() % 5) + 0.002 * own;
    }

    @Test
    void theAnswerNamesRatiosAndSeesNoDifferenceWhereThereIsNone() {
        Page page = ExperimentPage.of(findings(8), Set.of(), List.of());
        assertThat(page.headline())
                .matches("Which\\? fast reached 3,0\\d\\d records/s, 3\\.0. × \\[2.9. – "
                        + "3.0.] of what slow did \\(higher\\)\\.");
        assertThat(page.alarms()).isEmpty();
        String text = MarkdownPage.write(page);
        assertThat(text)
                .contains("| same | 1,0")
                .containsPattern("\\| same .*equal within ±0.[1-9] %")
                .containsPattern("\\| fast .*higher")
                .contains("old slow")
                .contains("same → fast: 3.00 ×")
                .contains("DATASTORM_OPTS='-XX:+UseZGC' datastorm run --sender direct");
    }

    /** Whoever meets a rate has the same throughput: then it is latency that differs. */
    @Test
    void withARateLatencyIsCompared() {
        Experiment experiment = new Experiment("e", "Which?", VARIANTS, 8, "", false, Optional.empty());
        List<Lab.CompletedRun> made = RunOrder.of(experiment, 1).stream()
                .map(planned -> new Lab.CompletedRun(
                        planned,
                        Results.latency((planned.variant().name().equals("fast") ? 4 : 8) * wobble(planned)),
                        null))
                .toList();
        Page page = ExperimentPage.of(new ExperimentResult(experiment, made), Set.of(), List.of());
        assertThat(page.headline())
                .startsWith("Which? fast had the lowest latency p99, 4.0")
                .contains(" ms, 0.50 × [")
                .endsWith("of what slow had (lower).");
        assertThat(MarkdownPage.write(page)).contains("| latency p99 against the first |");
    }

    @Test
    void stepsHaveTheirStory() {
        String text = MarkdownPage.write(EvolutionReport.of(findings(8)));
        assertThat(text)
                .startsWith("# Evolution\n")
                .containsPattern("From 1,0.. records/s \\(slow\\) to 3,0.. records/s \\(fast\\)\\.")
                .contains("The largest step is same → fast: 3.00 ×")
                .contains("## What did not help here\n\nslow → same: 1.00 ×")
                .contains("Settings: acks (default), sender direct.")
                .contains("| said before | old slow |")
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
        assertThat(MarkdownPage.files(page)).containsKey("throughput.svg");
        assertThat(page.headline()).endsWith("(too few repeats to tell: 7 repeats would show 201.5 %).");
    }

    @Test
    void whatDoesNotCountAndWhatIsMissingIsSaid() {
        ExperimentResult whole = findings(8);
        List<Lab.CompletedRun> made = new ArrayList<>(whole.made().subList(0, 30));
        Lab.CompletedRun last = made.remove(29);
        made.add(new Lab.CompletedRun(last.planned(), last.result(), "the rate was not met"));
        Page page = ExperimentPage.of(new ExperimentResult(whole.experiment(), made), Set.of(), List.of());
        assertThat(page.alarms()).hasSize(2);
        assertThat(page.alarms().get(0)).startsWith("1 of 30 runs missed their aim");
        assertThat(page.alarms().get(1)).contains("2 of 32 runs are missing");
        assertThat(MarkdownPage.write(page)).contains("missed its aim: the rate was not met");
    }

    /** It was interrupted after its first run: there is nothing to answer with. */
    @Test
    void anExperimentThatHasHardlyBegunAnswersNothing() {
        ExperimentResult whole = findings(8);
        ExperimentResult begun =
                new ExperimentResult(whole.experiment(), whole.made().subList(0, 1));
        assertThat(ExperimentPage.of(begun, Set.of(), List.of()).headline())
                .isEqualTo("Which? Not answered: 31 of 32 runs are missing.");
    }

    /** Five of its runs failed, and the others were the fastest of all. */
    @Test
    void aVariantIsNotJudgedByItsLuckyRuns() {
        ExperimentResult whole = findings(8);
        List<Lab.CompletedRun> made = whole.made().stream()
                .map(run -> run.planned().variant().name().equals("fast")
                                && run.planned().block() > 3
                        ? new Lab.CompletedRun(run.planned(), run.result(), "3 records failed, 0 are unresolved")
                        : run)
                .toList();
        Page page = ExperimentPage.of(new ExperimentResult(whole.experiment(), made), Set.of(), List.of());
        assertThat(page.headline()).doesNotContain("fast");
        assertThat(MarkdownPage.write(page)).containsPattern("\\| fast .*no multiple .*no difference seen");
        assertThat(page.alarms()).singleElement().asString().startsWith("5 of 32 runs missed their aim");
        assertThat(MarkdownPage.write(page)).contains("generator (5 of 8 missed)");
    }

    /** The first variant has nothing to be compared with: its luck must not make it the best one. */
    @Test
    void neitherIsTheFirstOne() {
        ExperimentResult whole = findings(8);
        List<Lab.CompletedRun> made = whole.made().stream()
                .map(run -> run.planned().variant().name().equals("slow")
                        ? new Lab.CompletedRun(
                                run.planned(),
                                Results.throughput(9000),
                                run.planned().block() > 2 ? "3 records failed" : null)
                        : run)
                .toList();
        assertThat(ExperimentPage.of(new ExperimentResult(whole.experiment(), made), Set.of(), List.of())
                        .headline())
                .startsWith("Which? fast reached");
    }

    @Test
    void everyRunIsAPoint() {
        String html = new HtmlPage().write(ExperimentPage.of(findings(8), Set.of(), List.of()));
        String row = html.substring(html.indexOf(">slow (again)<"));
        String points = row.substring(0, row.indexOf("</svg>"));
        assertThat(points.split("<circle", -1)).hasSize(9);
    }

    @Test
    void nothingAtAllIsSaidToo() {
        Experiment experiment = findings(4).experiment();
        Page page = ExperimentPage.of(new ExperimentResult(experiment, List.of()), Set.of(), List.of());
        assertThat(page.headline()).isEqualTo("Which? Not answered: 16 of 16 runs are missing.");
        assertThat(new HtmlPage().write(page)).contains("Not answered");
    }
}
