package io.datastorm.core.workload.read;

import io.datastorm.core.workload.Extent;
import io.datastorm.core.workload.Fault;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.Problem;
import java.util.List;

/** What faults must be for this target and this time. */
final class FaultRules {
    private final Settings settings;
    private final List<Problem> problems;

    FaultRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(List<Fault> faults, Target target, Extent extent) {
        if (!faults.isEmpty() && !target.local()) {
            problem("works on the run's own local cluster only; leave out " + Setting.BOOTSTRAP_SERVER.flag());
            return;
        }
        for (Fault fault : faults) {
            if (fault.action() instanceof Fault.OfBroker to && (to.broker() < 1 || to.broker() > target.brokers())) {
                problem("'%s': there is no broker %d in a cluster of %d; add --brokers"
                        .formatted(fault.text(), to.broker(), target.brokers()));
            }
            if (fault.action() instanceof Fault.AddPartitions more && more.total() <= target.partitions()) {
                problem("'%s': the topic has %d partitions from the beginning"
                        .formatted(fault.text(), target.partitions()));
            }
            extent.duration()
                    .filter(duration -> fault.at().compareTo(duration) >= 0)
                    .ifPresent(duration -> problem("'%s': the run ends after %s; add --duration"
                            .formatted(fault.text(), Quantities.format(duration))));
        }
    }

    private void problem(String what) {
        problems.add(new Problem(settings.where(Setting.FAULT), what));
    }
}
