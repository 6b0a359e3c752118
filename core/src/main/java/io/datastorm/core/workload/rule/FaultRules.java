package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.core.workload.fault.ConsumerFault;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What faults must be for this cluster, these topics and this time. */
public final class FaultRules {
    private final Settings settings;
    private final List<Problem> problems;

    /** Problems go to a list. */
    public FaultRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Checks faults that were read. */
    public void check(List<Fault> faults, Target target, List<StreamPlan> streams) {
        Optional<Duration> length = length(streams);
        Optional<Fault> ofCluster = faults.stream()
                .filter(fault -> fault.action() instanceof Fault.OfCluster)
                .findFirst();
        if (ofCluster.isPresent() && !target.local()) {
            problem(
                    ofCluster.get(),
                    "works on the run's own local cluster only; leave out " + ClusterOptions.BOOTSTRAP_SERVER.flag()
                            + ", or use " + CheckOptions.FAULT_COMMAND.flag());
            return;
        }
        for (Fault fault : faults) {
            brokers(fault, target);
            if (fault.action() instanceof Fault.OfNetwork && target.network().isEmpty()) {
                problem(
                        fault,
                        "'%s' needs links of its own; add %s %s"
                                .formatted(fault.text(), ClusterOptions.NETWORK.flag(), ClusterOptions.NAMESPACES));
            }
            consumers(fault, streams);
            transactions(fault, streams);
            streams.forEach(stream -> partitions(fault, stream.topic()));
            streams.forEach(stream -> lanes(fault, stream.topic()));
            length.filter(duration -> fault.at().compareTo(duration) >= 0)
                    .ifPresent(duration -> problem(
                            fault,
                            "'%s': the run ends after %s; add --duration"
                                    .formatted(fault.text(), Quantities.format(duration))));
        }
    }

    private void brokers(Fault fault, Target target) {
        fault.action().brokers().stream()
                .filter(broker -> broker < 1 || broker > target.brokers())
                .forEach(broker -> problem(
                        fault,
                        "'%s': there is no broker %d in a cluster of %d; add --brokers"
                                .formatted(fault.text(), broker, target.brokers())));
    }

    private void consumers(Fault fault, List<StreamPlan> streams) {
        boolean coordinator = fault.action() instanceof Fault.KillCoordinator;
        if (!coordinator && !(fault.action() instanceof ConsumerFault)) {
            return;
        }
        List<ConsumerPlan> plans = streams.stream()
                .flatMap(stream -> stream.consumers().stream())
                .filter(plan -> plan.reader() == ReaderKind.CONSUMER)
                .toList();
        if (plans.isEmpty()) {
            problem(fault, "'%s' needs a consumer group; add --consumers N".formatted(fault.text()));
            return;
        }
        int most = plans.stream().mapToInt(ConsumerPlan::members).max().orElseThrow();
        if (fault.action() instanceof ConsumerFault of && of.member() > most) {
            problem(
                    fault,
                    "'%s': there is no member %d in a group of %d; add --consumers %d"
                            .formatted(fault.text(), of.member(), most, of.member()));
        }
        if (fault.action() instanceof ConsumerFault.KillConsumer && most == 1) {
            problem(
                    fault,
                    "'%s': nobody would take over from the only member; add --consumers 2".formatted(fault.text()));
        }
    }

    private void transactions(Fault fault, List<StreamPlan> streams) {
        if (fault.action() instanceof Fault.OfTransactions
                && streams.stream()
                        .noneMatch(stream -> stream.sender().transactions().isPresent())) {
            problem(
                    fault,
                    "'%s' needs transactions; add --transactions, such as --transactions 1000".formatted(fault.text()));
        }
    }

    private void partitions(Fault fault, TopicPlan topic) {
        if (fault.action() instanceof Fault.AddPartitions more && more.total() <= topic.partitions()) {
            problem(
                    fault,
                    "'%s': the topic '%s' has %d partitions from the beginning"
                            .formatted(fault.text(), topic.name(), topic.partitions()));
        }
    }

    /** A lane has 20 bits for its partition. */
    private void lanes(Fault fault, TopicPlan topic) {
        if (fault.action() instanceof Fault.AddPartitions more
                && (long) more.total() * topic.count() > StreamRules.MAX_PARTITIONS) {
            problem(
                    fault,
                    "'%s': %,d topics with so many partitions are more than %,d partitions"
                            .formatted(fault.text(), topic.count(), StreamRules.MAX_PARTITIONS));
        }
    }

    /** Of the longest stream; empty if one of them ends by records. */
    private static Optional<Duration> length(List<StreamPlan> streams) {
        boolean known =
                streams.stream().allMatch(stream -> stream.extent().duration().isPresent());
        return known
                ? streams.stream()
                        .flatMap(stream -> stream.extent().duration().stream())
                        .max(Duration::compareTo)
                : Optional.empty();
    }

    private void problem(Fault fault, String what) {
        Option<?> option = fault.action() instanceof Fault.Command ? CheckOptions.FAULT_COMMAND : CheckOptions.FAULT;
        problems.add(new Problem(settings.where(option), what));
    }
}
