package io.datastorm.cli.topic;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Interrupts;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.kafka.relay.Guarantee;
import io.datastorm.kafka.relay.Relay;
import io.datastorm.kafka.relay.RelayPlan;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code datastorm relay}: a minimal application that reads one topic and writes another. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        description = {
            "Copies each record of one topic to another, headers included, until it is interrupted.",
            "It shows what 'datastorm run --through' finds: with transactions each record is there once,",
            "without them an instance that is killed repeats records, or loses them."
        })
public final class RelayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterArguments cluster;

    @Option(names = "--from", paramLabel = "TOPIC", required = true, description = "The topic that it reads.")
    private String from;

    @Option(names = "--to", paramLabel = "TOPIC", required = true, description = "The topic that it writes.")
    private String to;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Its consumer group: several instances share the work. Default: datastorm-relay-FROM.")
    private String group;

    @Option(
            names = "--guarantee",
            paramLabel = "exactly-once|at-least-once|at-most-once",
            defaultValue = "exactly-once",
            description = "exactly-once: offsets are committed in the transaction that has the records. at-least-once: "
                    + "when the records are written. at-most-once: before. Default: ${DEFAULT-VALUE}.")
    private String guarantee;

    @Option(
            names = "--isolation",
            paramLabel = "read_committed|read_uncommitted",
            defaultValue = ConsumerOptions.READ_COMMITTED,
            description = "Isolation level of its consumer. Default: ${DEFAULT-VALUE}.")
    private String isolation;

    @Option(
            names = "--commit-interval",
            paramLabel = "D",
            defaultValue = "1s",
            description = "How often at-least-once commits offsets. Default: ${DEFAULT-VALUE}.")
    private String commitInterval;

    @Option(
            names = "--process",
            paramLabel = "D",
            defaultValue = "0s",
            description = "Time that it spends on each record before it writes it. Default: ${DEFAULT-VALUE}.")
    private String process;

    @Override
    public Integer call() {
        RelayPlan plan = plan();
        try (Admin admin = cluster.connect()) {
            TargetTopics.existing(admin, Topics.of(from), "--from");
            TargetTopics.existing(admin, Topics.of(to), "--to");
        }
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
        try (Interrupts interrupts = new Interrupts(screen);
                Relay relay = new Relay(plan)) {
            // It ends when the records that it has are written.
            interrupts.onFirst(() -> {});
            screen.say("relays %s to %s (%s) until it is interrupted".formatted(from, to, guarantee));
            relay.run(interrupts::requested);
            screen.say("%,d records relayed".formatted(relay.records()));
        }
        return ExitCode.DONE;
    }

    private RelayPlan plan() {
        TopicOptions.requireAnyTopic(from);
        if (from.equals(TopicOptions.TOPIC.require(to))) {
            throw new InvalidInput("--to", "must be another topic than --from");
        }
        String member = group == null ? "datastorm-relay-" + from : ConsumerOptions.GROUP.require(group);
        return new RelayPlan(
                cluster.client(),
                from,
                to,
                member,
                promise(),
                ConsumerOptions.ISOLATION.require(isolation),
                duration("--commit-interval", commitInterval),
                duration("--process", process),
                member + "-" + UUID.randomUUID());
    }

    private static Duration duration(String option, String text) {
        try {
            return Quantities.duration(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(option, e.getMessage());
        }
    }

    private Guarantee promise() {
        return switch (guarantee.toLowerCase(Locale.ROOT)) {
            case "exactly-once" -> Guarantee.EXACTLY_ONCE;
            case "at-least-once" -> Guarantee.AT_LEAST_ONCE;
            case "at-most-once" -> Guarantee.AT_MOST_ONCE;
            default ->
                throw new InvalidInput(
                        "--guarantee",
                        "must be one of exactly-once, at-least-once, at-most-once, got '%s'".formatted(guarantee));
        };
    }
}
