package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.generator.input.Problem;
import java.util.List;

/** What the settings of a stream must be if its records are followed through an application. */
final class ThroughRules {
    private final Settings settings;
    private final List<Problem> problems;

    ThroughRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(Target target, StreamPlan stream) {
        stampField(stream);
        if (stream.through().isEmpty()) {
            CheckOptions.OF_THROUGH.stream()
                    .filter(option -> settings.one(option).isPresent())
                    .forEach(option -> problem(option, "needs the topic that your application writes; add --through"));
            return;
        }
        ThroughPlan through = stream.through().get();
        if (stream.consumesOnly()) {
            problem(CheckOptions.THROUGH, "needs records that are written; leave out --role consume");
            return;
        }
        if (!verified()) {
            problem(CheckOptions.THROUGH, "needs a verification; add --verify");
        }
        if (through.bootstrapServers().isEmpty()
                && stream.topic().topics().names().contains(through.topic())) {
            problem(
                    CheckOptions.THROUGH,
                    "'%s' is the topic to which the run itself writes; name the one that your application writes"
                            .formatted(through.topic()));
        }
        if (target.local() && target.dataDirectory().isEmpty()) {
            problem(CheckOptions.THROUGH, "needs the cluster in which your application runs; add --bootstrap-server");
        }
    }

    private boolean verified() {
        return settings.one(CheckOptions.VERIFY)
                .filter(given -> !given.text().equals("off"))
                .isPresent();
    }

    /** Whether each record has a field for its stamp. */
    private void stampField(StreamPlan stream) {
        RecordPlan records = stream.records();
        if (records.stampField().isEmpty()) {
            return;
        }
        Option<String> option = CheckOptions.STAMP_FIELD;
        if (stream.consumesOnly()) {
            problem(option, "needs records that are written; leave out --role consume");
        } else if (!verified()) {
            problem(option, "needs a verification; add --verify");
        }
        if (records.schema().isEmpty()) {
            problem(option, "needs values of a schema: others have no fields");
        }
        if (records.tombstones() > 0) {
            problem(option, "does not go with --tombstones: they have no value that could carry a stamp");
        }
        if (records.dirt().invalid() > 0) {
            problem(option, "does not go with --invalid: such a value cannot carry a stamp");
        }
    }

    private void problem(Option<?> setting, String what) {
        problems.add(new Problem(settings.where(setting), what));
    }
}
