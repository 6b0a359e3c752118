package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Problem;
import java.util.List;

/** What formats with a registry need, and what only they can have. */
public final class RegistryRules {
    private final Settings ofRun;
    private final List<Problem> problems;

    /** Problems go to a list. */
    public RegistryRules(Settings ofRun, List<Problem> problems) {
        this.ofRun = ofRun;
        this.problems = problems;
    }

    /** Checks; the settings of each stream are in the order of the plans. */
    public void check(List<StreamSettings> each, List<StreamPlan> streams) {
        for (int i = 0; i < streams.size(); i++) {
            check(each.get(i).settings(), streams.get(i).records());
        }
        boolean used = streams.stream().map(StreamPlan::records).anyMatch(RecordPlan::registered);
        if (!used && ofRun.one(ClusterOptions.SCHEMA_REGISTRY).isPresent()) {
            problem(
                    ofRun,
                    ClusterOptions.SCHEMA_REGISTRY,
                    "is for formats with a registry; add --format avro-registry");
        }
    }

    private void check(Settings settings, RecordPlan records) {
        boolean known = ofRun.one(ClusterOptions.SCHEMA_REGISTRY).isPresent();
        Registration registration = records.registration();
        if (records.valuesRegistered() && !known && registration.valueId().isEmpty()) {
            problem(settings, RecordOptions.FORMAT, "needs a schema registry; add --schema-registry URL");
        }
        if (records.keysRegistered() && !known && registration.keyId().isEmpty()) {
            problem(settings, RecordOptions.KEY_FORMAT, "needs a schema registry; add --schema-registry URL");
        }
        if (!records.registered()) {
            refuse(settings, RecordOptions.REGISTER_SCHEMAS, RecordOptions.FORMAT);
            refuse(settings, RecordOptions.SUBJECT_STRATEGY, RecordOptions.FORMAT);
        }
        if (!records.valuesRegistered()) {
            refuse(settings, RecordOptions.SCHEMA_ID, RecordOptions.FORMAT);
        }
        if (!records.keysRegistered()) {
            refuse(settings, RecordOptions.KEY_SCHEMA_ID, RecordOptions.KEY_FORMAT);
        }
    }

    private void refuse(Settings settings, Option<?> option, Option<?> format) {
        if (settings.one(option).isPresent()) {
            problem(settings, option, "needs a format with a registry; add %s avro-registry".formatted(format.flag()));
        }
    }

    private void problem(Settings settings, Option<?> option, String what) {
        problems.add(new Problem(settings.where(option), what));
    }
}
