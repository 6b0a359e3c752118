package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.setting.ImportedSettings;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Problem;
import java.util.List;

/** What the shape of a topic must say, so that a run is not faster than anybody asked. */
public final class ShapeRules {
    private final Settings ofRun;
    private final List<Problem> problems;

    /** Problems go to a list. */
    public ShapeRules(Settings ofRun, List<Problem> problems) {
        this.ofRun = ofRun;
        this.problems = problems;
    }

    /** Checks; the streams have what others say, without the shape. */
    public void check(ImportedSettings shape, List<StreamSettings> streams) {
        boolean shaped = ofRun.one(RecordOptions.SHAPE).isPresent();
        boolean replayed = streams.stream()
                .anyMatch(stream -> stream.settings().one(RecordOptions.REPLAY).isPresent());
        boolean faster = ofRun.one(LoadOptions.SPEED).isPresent() && !replayed;
        boolean allRated = streams.stream().allMatch(stream -> rated(stream.settings()));
        if (faster && !shaped) {
            problem("needs the shape of a topic, or a capture; add --shape FILE or --replay FILE");
        } else if (faster && (allRated || !shape.rated())) {
            problem("has nothing to speed up: "
                    + (allRated
                            ? "--rate and --stages say how fast the run is; leave one of them out"
                            : "the shape tells no rate; add --rate instead"));
        } else if (shaped && !shape.rated() && !allRated) {
            problems.add(new Problem(
                    ofRun.where(RecordOptions.SHAPE),
                    "tells no rate, so that the run would be as fast as it can; add --rate, such as --rate 10k or "
                            + "--rate max"));
        }
    }

    private static boolean rated(Settings settings) {
        return settings.one(LoadOptions.RATE).isPresent()
                || settings.one(LoadOptions.STAGES).isPresent();
    }

    private void problem(String what) {
        problems.add(new Problem(ofRun.where(LoadOptions.SPEED), what));
    }
}
