package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.util.List;

/** What the settings of a stream must be if its records are written in transactions. */
final class TransactionRules {
    private final Settings settings;
    private final List<Problem> problems;

    TransactionRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(StreamPlan stream) {
        SenderPlan sender = stream.sender();
        if (sender.transactions().isEmpty()) {
            if (settings.one(SenderOptions.ABORT_RATE).isPresent()) {
                problem(
                        SenderOptions.ABORT_RATE,
                        "needs transactions; add --transactions, such as --transactions 1000");
            }
            if (sender.properties().containsKey(TransactionPlan.ID_PROPERTY)) {
                problem(
                        SenderOptions.PRODUCER_PROPERTY,
                        TransactionPlan.ID_PROPERTY + " needs transactions; add --transactions, such as "
                                + "--transactions 1000");
            }
            return;
        }
        if (stream.consumesOnly()) {
            problem(SenderOptions.TRANSACTIONS, "needs records that are written; leave out --role consume");
        }
        if (!sender.kind().equals(SenderPlan.Kind.PRODUCER)) {
            problem(
                    SenderOptions.TRANSACTIONS,
                    "works with --sender producer only, got --sender %s".formatted(sender.kind()));
            return;
        }
        if (!sender.acks().equals("all")) {
            problem(
                    SenderOptions.TRANSACTIONS,
                    "needs acks=all, but acks is %s; leave out --acks".formatted(sender.acks()));
        } else if (!sender.idempotence()) {
            problem(SenderOptions.TRANSACTIONS, "needs an idempotent producer; leave out --idempotence=false");
        }
        if (sender.sharedProducer()) {
            problem(
                    SenderOptions.PRODUCERS,
                    "must be own with --transactions: a producer has one transaction at a time");
        }
        time(sender, sender.transactions().get());
    }

    private void time(SenderPlan sender, TransactionPlan plan) {
        if (plan.time()
                .filter(time -> time.compareTo(TransactionPlan.timeout(sender)) >= 0)
                .isPresent()) {
            problem(
                    SenderOptions.TRANSACTIONS,
                    "the cluster aborts a transaction after %s; write a shorter time, or increase %s"
                            .formatted(
                                    Quantities.format(TransactionPlan.timeout(sender)),
                                    TransactionPlan.TIMEOUT_PROPERTY + " with --producer-property"));
        }
    }

    private void problem(Option<?> setting, String what) {
        problems.add(new Problem(settings.where(setting), what));
    }
}
