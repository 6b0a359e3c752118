package io.datastorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

final class ComparisonReportTest {
    private static ExperimentResult findings(int repeats, double speed) {
        List<Variant> variants = List.of(
                new Variant("a", "", Map.of(), "", ExternalClient.DATASTORM, ""),
                new Variant("b", "", Map.of(), "", ExternalClient.DATASTORM, ""));
        Experiment experiment = new Experiment("e", "Which?", variants, repeats, "", false, Optional.empty());
        List<Lab.CompletedRun> made = new ArrayList<>();
        for (RunOrder.Planned planned : RunOrder.of(experiment, 1)) {
            made.add(new Lab.CompletedRun(planned, Results.throughput(speed * (1 + 0.01 * planned.block())), null));
        }
        return new ExperimentResult(experiment, made);
    }

    @Test
    void anExperimentOfSixRepeatsFindsThatEverythingIsHalfAsFast() {
        ComparisonReport comparison = ComparisonReport.of(findings(6, 1000), findings(6, 500));
        assertThat(comparison.tooFew()).isFalse();
        assertThat(comparison.regressed(0.05)).isTrue();
        assertThat(ComparisonReport.of(findings(6, 1000), findings(6, 1000)).regressed(0.05))
                .isFalse();
    }

    @Test
    void withTooFewRunsNothingIsSaid() {
        ComparisonReport comparison = ComparisonReport.of(findings(2, 1000), findings(2, 500));
        assertThat(comparison.tooFew()).isTrue();
        assertThat(comparison.table().rows().get(0))
                .anySatisfy(cell -> assertThat(cell).startsWith("too few repeats to tell"));
    }

    @Test
    void twoVariantsOfOneExperimentAreCompared() {
        assertThat(ComparisonReport.within(findings(8, 1000), "a", "b").regressed(0.05))
                .isFalse();
        assertThat(ComparisonReport.within(findings(8, 1000), "a", "b").tooFew())
                .isFalse();
    }
}
