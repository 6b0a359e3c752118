package io.datastorm.core.workload.read;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Problem;
import java.util.List;

/**
 * What formats with a registry need, and what only they can have. A file of client properties may say more than a run
 * needs: its settings are not looked at.
 */
final class RegistryRules {
    private final Settings ofRun;
    private final List<Problem> problems;

    RegistryRules(Settings ofRun, List<Problem> problems) {
        this.ofRun = ofRun;
        this.problems = problems;
    }

    /**
     * Checks; the settings of each stream are in the order of the plans. Returns what is worth a line: a registry that
     * was asked for and is not needed is a mistake, one of a file of client properties is not.
     */
    List<String> check(Target target, List<StreamSettings> each, List<StreamPlan> streams) {
        for (int i = 0; i < streams.size(); i++) {
            check(target, each.get(i).settings(), streams.get(i).records());
        }
        boolean used = streams.stream().map(StreamPlan::records).anyMatch(RecordPlan::registered);
        if (used || target.registry().isEmpty()) {
            return List.of();
        }
        if (ofRun.one(ClusterOptions.SCHEMA_REGISTRY).isPresent()) {
            problem(
                    ofRun,
                    ClusterOptions.SCHEMA_REGISTRY,
                    "is for formats with a registry; add --format avro-registry");
            return List.of();
        }
        return List.of("schema.registry.url is not used: no format needs a registry; add --format avro-registry");
    }

    private void check(Target target, Settings settings, RecordPlan records) {
        boolean known = target.registry().isPresent();
        if (records.valuesRegistered()
                && !known
                && records.registration().valueId().isEmpty()) {
            problem(settings, RecordOptions.FORMAT, "needs a schema registry; add --schema-registry URL");
        }
        if (records.keysRegistered() && !known && records.registration().keyId().isEmpty()) {
            problem(settings, RecordOptions.KEY_FORMAT, "needs a schema registry; add --schema-registry URL");
        }
        if (!records.valuesRegistered()) {
            refuse(settings, RecordOptions.SUBJECT_STRATEGY, RecordOptions.FORMAT);
            refuse(settings, RecordOptions.SCHEMA_ID, RecordOptions.FORMAT);
        }
        if (!records.registered()) {
            refuse(settings, RecordOptions.REGISTER_SCHEMAS, RecordOptions.FORMAT);
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
