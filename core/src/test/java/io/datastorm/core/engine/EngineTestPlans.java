package io.datastorm.core.engine;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans for tests without a client library. */
public final class EngineTestPlans {
    /** Of no client library: all is well. */
    public static final ClientRules NO_RULES = new ClientRules() {
        @Override
        public Optional<String> producerProperty(String name, String text) {
            return Optional.empty();
        }

        @Override
        public Optional<String> consumerProperty(String name, String value) {
            return Optional.empty();
        }

        @Override
        public Optional<String> topicSetting(String name, String text) {
            return Optional.empty();
        }

        @Override
        public Optional<String> clientProperty(String name, String text) {
            return Optional.empty();
        }
    };

    private EngineTestPlans() {}

    /** From names of settings and their values: {@code rate 1k duration 2s}; one worker. */
    public static Workload of(String namesAndValues) {
        Settings settings = new Settings();
        String[] words = namesAndValues.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            settings.flag(Options.withFlag("--" + words[i]).orElseThrow(), words[i + 1]);
        }
        return plan(settings, 1);
    }

    /** Several streams of a run: {@code a}, {@code b} and so on, each as {@link #of} takes one. */
    public static Workload streams(String... each) {
        List<StreamPlan> streams = new ArrayList<>();
        for (String namesAndValues : each) {
            StreamPlan alone = of(namesAndValues).onlyStream();
            String name = Character.toString('a' + streams.size());
            streams.add(new StreamPlan(
                    Optional.of(name),
                    alone.topic(),
                    alone.records(),
                    alone.load(),
                    alone.extent(),
                    alone.sender(),
                    alone.consumers(),
                    alone.through(),
                    alone.shard()));
        }
        Workload first = of(each[0]);
        return new Workload(
                first.name(),
                first.target(),
                first.agents(),
                streams,
                first.verify(),
                first.faults(),
                first.thresholds(),
                first.aborts(),
                first.notes(),
                first.effective());
    }

    static Workload plan(Settings settings, int workers) {
        return new Planner(NO_RULES, workers).plan(settings, Optional.empty());
    }
}
