package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.AbortRule;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.GroupPlan;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.OptionValues;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the settings of a run, and those of its streams together, must be. */
public final class RunRules {
    private final Settings settings;
    private final List<Problem> problems;

    /** Problems go to a list. */
    public RunRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Checks; the settings of each stream are in the order of the plans. */
    public void check(Target target, List<StreamSettings> each, List<StreamPlan> streams) {
        contradictions(settings);
        network(target);
        for (int i = 0; i < streams.size(); i++) {
            contradictions(each.get(i).settings());
            new StreamRules(each.get(i).settings(), problems).check(target, streams.get(i));
        }
        topics(each, streams);
        roles(each, streams);
        backlogs(streams);
        groups(each, streams);
        tags(new OptionValues(settings, problems).each(OutputOptions.TAG));
    }

    /** A threshold of something that is not there could not be met. */
    public void thresholds(List<Threshold> thresholds, List<StreamPlan> streams) {
        for (Threshold threshold : thresholds) {
            threshold.part().ifPresent(part -> {
                List<String> names = part.ofStream()
                        ? streams.stream().map(StreamPlan::title).toList()
                        : named(streams);
                if (!names.contains(part.name())) {
                    problem(
                            CheckOptions.THRESHOLD,
                            "there is no %s '%s'; %s"
                                    .formatted(
                                            part.ofStream() ? "stream" : "group",
                                            part.name(),
                                            names.isEmpty()
                                                    ? "name the group with --group"
                                                    : "there is " + String.join(", ", names)));
                }
            });
        }
    }

    /** Groups whose names are known before the run. */
    private static List<String> named(List<StreamPlan> streams) {
        return streams.stream()
                .flatMap(stream -> stream.consumers().stream())
                .map(ConsumerPlan::groups)
                .flatMap(groups -> groups.name().stream().flatMap(name -> groups.names(name).stream()))
                .toList();
    }

    /** A key that has two values says nothing. */
    private void tags(List<String> tags) {
        Set<String> keys = new HashSet<>();
        for (String tag : tags) {
            String key = tag.substring(0, tag.indexOf('='));
            if (!keys.add(key)) {
                problem(OutputOptions.TAG, "has the key '" + key + "' twice; give each key one value");
            }
        }
    }

    /** A rule without a figure would never hold, or at once. */
    public void aborts(List<AbortRule> aborts, List<StreamPlan> streams) {
        boolean reads = streams.stream().anyMatch(stream -> stream.consumers().isPresent());
        boolean writes = !streams.stream().allMatch(StreamPlan::consumesOnly);
        for (AbortRule rule : aborts) {
            if (rule.ofConsumers() && !reads) {
                problem(CheckOptions.ABORT_WHEN, "'" + rule.text() + "' needs consumers: add --consumers");
            } else if (!rule.ofConsumers() && !writes) {
                problem(
                        CheckOptions.ABORT_WHEN,
                        "'" + rule.text() + "' is about records that are written, and this run only reads");
            }
        }
    }

    /** A group that reads two topics for two streams would belong to neither. */
    private void groups(List<StreamSettings> each, List<StreamPlan> streams) {
        Map<String, String> streamOf = new HashMap<>();
        for (int i = 0; i < streams.size(); i++) {
            StreamPlan stream = streams.get(i);
            Optional<GroupPlan> groups = stream.consumers().map(ConsumerPlan::groups);
            for (String group : groups.flatMap(GroupPlan::name)
                    .map(name -> groups.get().names(name))
                    .orElse(List.of())) {
                String other = streamOf.putIfAbsent(group, stream.title());
                if (other != null) {
                    problems.add(new Problem(
                            each.get(i).settings().where(ConsumerOptions.GROUP),
                            "the group '%s' of stream '%s' is that of stream '%s'; give each stream groups of its own"
                                    .formatted(group, stream.title(), other)));
                }
            }
        }
    }

    /** What draining costs is told of one backlog. */
    private void backlogs(List<StreamPlan> streams) {
        long backlogs = streams.stream()
                .flatMap(stream -> stream.consumers().stream())
                .filter(plan -> plan.backlog().isPresent())
                .count();
        if (backlogs > 1) {
            problem(ConsumerOptions.BACKLOG, "can be that of one stream only; %d streams have one".formatted(backlogs));
        }
    }

    /** A run is measured by what it sends, or by what it reads. */
    private void roles(List<StreamSettings> each, List<StreamPlan> streams) {
        boolean some = streams.stream().anyMatch(StreamPlan::consumesOnly);
        for (int i = 0; some && i < streams.size(); i++) {
            if (!streams.get(i).consumesOnly()) {
                problems.add(new Problem(
                        each.get(i).settings().where(ConsumerOptions.ROLE),
                        "stream '%s' must have the role consume as well, because another stream has it"
                                .formatted(streams.get(i).title())));
            }
        }
    }

    private void network(Target target) {
        if (!target.brokerMetrics().isEmpty() && target.local()) {
            problem(
                    ClusterOptions.BROKER_METRICS,
                    "is for a running cluster; add %s, or leave it out: a local cluster's metrics are read anyway"
                            .formatted(ClusterOptions.BOOTSTRAP_SERVER.flag()));
        }
        if (target.network().isPresent() && !target.local()) {
            problem(
                    ClusterOptions.NETWORK,
                    "is for the run's own local cluster; leave out " + ClusterOptions.BOOTSTRAP_SERVER.flag());
        }
        for (Option<?> link : List.of(ClusterOptions.LINK, ClusterOptions.LINK_DELAY)) {
            if (settings.one(link).isPresent() && target.network().isEmpty()) {
                problem(
                        link,
                        "needs links of its own; add %s %s"
                                .formatted(ClusterOptions.NETWORK.flag(), ClusterOptions.NAMESPACES));
            }
        }
    }

    private void problem(Option<?> option, String what) {
        problems.add(new Problem(settings.where(option), what));
    }

    private void contradictions(Settings given) {
        for (List<Given> both : given.contradictions()) {
            problems.add(new Problem(
                    both.get(1).where(), "contradicts " + both.get(0).where() + ": only one of them can hold"));
        }
    }

    /** What a topic holds is compared with what its stream has sent. */
    private void topics(List<StreamSettings> each, List<StreamPlan> streams) {
        Map<String, String> streamOf = new HashMap<>();
        for (int i = 0; i < streams.size(); i++) {
            StreamPlan stream = streams.get(i);
            for (String topic : stream.topic().topics().names()) {
                String other = streamOf.putIfAbsent(topic, stream.title());
                if (other != null) {
                    problems.add(new Problem(
                            each.get(i).settings().where(TopicOptions.TOPIC),
                            "the topic '%s' of stream '%s' is that of stream '%s'; give each stream a topic of its own"
                                    .formatted(topic, stream.title(), other)));
                }
            }
        }
    }
}
