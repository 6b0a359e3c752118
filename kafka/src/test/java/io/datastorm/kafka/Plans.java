package io.datastorm.kafka;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.read.Setting;
import io.datastorm.core.workload.read.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import java.util.Map;
import java.util.Optional;

/** Workloads for tests, from settings as a user would give them. */
public final class Plans {
    private Plans() {}

    /** A workload against this cluster with these settings. */
    public static Workload of(String bootstrapServers, Map<Setting, String> given) {
        Settings settings = new Settings();
        settings.flag(Setting.BOOTSTRAP_SERVER, bootstrapServers);
        given.forEach(settings::flag);
        return new Planner(new ProducerRules(), 2).plan(settings, Optional.empty());
    }
}
