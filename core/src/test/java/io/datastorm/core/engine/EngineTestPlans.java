package io.datastorm.core.engine;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.read.Setting;
import io.datastorm.core.workload.read.Settings;
import java.util.Locale;
import java.util.Optional;

/** Plans for tests without a client library. */
public final class EngineTestPlans {
    private EngineTestPlans() {}

    /** From names of settings and their values: {@code rate 1k duration 2s}; one worker. */
    public static Workload of(String namesAndValues) {
        Settings settings = new Settings();
        String[] words = namesAndValues.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            settings.flag(Setting.valueOf(words[i].toUpperCase(Locale.ROOT)), words[i + 1]);
        }
        return plan(settings, 1);
    }

    static Workload plan(Settings settings, int workers) {
        ClientRules none = new ClientRules() {
            @Override
            public Optional<String> producerProperty(String name, String text) {
                return Optional.empty();
            }

            @Override
            public Optional<String> clientProperty(String name, String text) {
                return Optional.empty();
            }
        };
        return new Planner(none, workers).plan(settings, Optional.empty());
    }
}
