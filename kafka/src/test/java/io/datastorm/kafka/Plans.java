package io.datastorm.kafka;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import java.util.Map;
import java.util.Optional;

/** Workloads for tests, from settings as a user would give them. */
public final class Plans {
    private Plans() {}

    /** A workload against this cluster with these settings. */
    public static Workload of(String bootstrapServers, Map<Option<?>, String> given) {
        Settings settings = new Settings();
        settings.flag(ClusterOptions.BOOTSTRAP_SERVER, bootstrapServers);
        given.forEach((setting, text) -> {
            // Several values of a setting stand on lines of their own.
            for (String value : text.split("\n", -1)) {
                settings.flag(setting, value);
            }
        });
        return new Planner(new ProducerRules(), 2).plan(settings, Optional.empty());
    }

    /** The same with properties for every client. */
    public static Workload of(String bootstrapServers, Map<Option<?>, String> given, Map<String, String> client) {
        Workload plan = of(bootstrapServers, given);
        return plan.with(plan.target().with(client));
    }
}
