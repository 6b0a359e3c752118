package io.datastorm.core.workload.read;

import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.GroupPlan;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.core.workload.consumer.Processing;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.core.workload.consumer.Role;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.setting.OptionValues;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.util.List;
import java.util.Optional;

/** Makes a {@link ConsumerPlan} of raw settings, and checks it; what is wrong goes to a list. */
final class ConsumerPlanner {
    /** Threads in one process; each has a client. */
    private static final int MOST_MEMBERS = 1024;

    private static final List<Option<?>> OF_GROUPS = List.of(
            ConsumerOptions.PROTOCOL, ConsumerOptions.GROUP, ConsumerOptions.COMMIT, ConsumerOptions.ALLOW_GROUP);

    private final Settings settings;
    private final OptionValues options;
    private final ClientRules rules;
    private final List<Problem> problems;

    ConsumerPlanner(Settings settings, ClientRules rules, List<Problem> problems) {
        this.settings = settings;
        this.options = new OptionValues(settings, problems);
        this.rules = rules;
        this.problems = problems;
    }

    /** The plan; empty if nobody reads. */
    Optional<ConsumerPlan> plan() {
        Optional<Integer> members = options.optional(ConsumerOptions.CONSUMERS);
        Role role = options.optional(ConsumerOptions.ROLE).orElse(members.isPresent() ? Role.BOTH : Role.PRODUCE);
        if (role == Role.PRODUCE) {
            nobodyReads();
            return Optional.empty();
        }
        ConsumerPlan plan = new ConsumerPlan(
                role,
                members.orElse(1),
                groups(),
                options.get(ConsumerOptions.READER),
                options.optional(ConsumerOptions.PROCESS)
                        .orElse(Processing.NONE)
                        .with(options.optional(ConsumerOptions.CONSUME_RATE)),
                options.optional(ConsumerOptions.BACKLOG),
                options.optional(ConsumerOptions.SHARE_ACKS),
                new NamedValues(problems)
                        .read(settings.all(ConsumerOptions.CONSUMER_PROPERTY), rules::consumerProperty));
        check(plan);
        return Optional.of(plan);
    }

    private GroupPlan groups() {
        return new GroupPlan(
                options.get(ConsumerOptions.GROUPS),
                options.optional(ConsumerOptions.GROUP),
                options.optional(ConsumerOptions.ALLOW_GROUP),
                options.get(ConsumerOptions.PROTOCOL),
                options.get(ConsumerOptions.ISOLATION).equals(ConsumerOptions.READ_COMMITTED),
                options.get(ConsumerOptions.COMMIT));
    }

    private void nobodyReads() {
        boolean asked = settings.one(ConsumerOptions.ROLE).isPresent();
        for (Option<?> option : ConsumerOptions.ALL) {
            if (option != ConsumerOptions.ROLE && !settings.all(option).isEmpty()) {
                problem(
                        option,
                        asked
                                ? "contradicts --role produce: nobody reads; leave one of them out"
                                : "needs consumers; add --consumers N");
            }
        }
    }

    private void check(ConsumerPlan plan) {
        if (plan.members() * plan.groups().count() > MOST_MEMBERS) {
            problem(
                    ConsumerOptions.CONSUMERS,
                    "%,d groups of %,d members are %,d; one process has at most %,d"
                            .formatted(
                                    plan.groups().count(),
                                    plan.members(),
                                    plan.members() * plan.groups().count(),
                                    MOST_MEMBERS));
        }
        if (plan.reader() == ReaderKind.DIRECT) {
            OF_GROUPS.stream()
                    .filter(option -> settings.one(option).isPresent())
                    .forEach(option ->
                            problem(option, "needs --reader consumer: the direct one reads without a group protocol"));
        }
        if (plan.only() && plan.backlog().isPresent()) {
            problem(ConsumerOptions.BACKLOG, "needs records that are written; leave out --role consume");
        }
        if (plan.groups().protocol() == GroupProtocol.SHARE) {
            share();
        } else if (plan.shareAcks().isPresent()) {
            problem(ConsumerOptions.SHARE_ACKS, "is for share groups; add --protocol share");
        }
        plan.groups().allowed().ifPresent(allowed -> {
            if (!plan.groups().names("").contains(allowed)) {
                problem(
                        ConsumerOptions.ALLOW_GROUP,
                        "is none of the groups of this run, which are named with --group; got '" + allowed + "'");
            }
        });
    }

    private void share() {
        if (settings.one(ConsumerOptions.BACKLOG).isPresent()) {
            problem(ConsumerOptions.BACKLOG, "is not for share groups: their members cannot join without reading");
        }
        if (settings.one(ConsumerOptions.COMMIT).isPresent()) {
            problem(ConsumerOptions.COMMIT, "is not for share groups: their members acknowledge each record");
        }
        if (settings.one(ConsumerOptions.ISOLATION).isPresent()) {
            problem(
                    ConsumerOptions.ISOLATION,
                    "is not for share groups: there it is a setting of the group (share.isolation.level)");
        }
    }

    private void problem(Option<?> option, String what) {
        problems.add(new Problem(settings.all(option).isEmpty() ? option.flag() : settings.where(option), what));
    }
}
