package io.datastorm.run.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.run.RunPlan;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members that come, go and hang while records are sent. The first two are positive controls: applications that lose
 * and repeat records are found out.
 */
@Tag("matrix")
final class ConsumerFaultsIT extends QuickGroups {
    private static RunPlan.Builder plan(String topic, String fault) {
        return RunPlan.produce(topic)
                .partitions(4)
                .rate(4000)
                .duration(Duration.ofSeconds(4))
                .warmup(Duration.ZERO)
                .workers(1)
                .verify()
                .set(ConsumerOptions.CONSUMERS, "2")
                .set(ConsumerOptions.PROCESS, "100us")
                .set(CheckOptions.FAULT, fault);
    }

    private static Verification.Group judged(RunResult result) {
        assertThat(result.faults())
                .allSatisfy(fault -> assertThat(fault.error()).isNull());
        assertThat(result.verification().lost()).as("the log has all of it").isZero();
        assertThat(result.validity().evidence())
                .as("the cluster was left alone")
                .doesNotContain("your faults");
        return result.verification().groups().get(0);
    }

    /** Closing the client commits what was polled: what was not processed of it is nobody's any more. */
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void anApplicationThatDiesWithAutomaticCommitsLosesRecords(String protocol) throws Exception {
        RunResult result = storm.run(plan("auto-" + protocol, "kill-consumer 1 @ 1s")
                .set(ConsumerOptions.PROTOCOL, protocol)
                .build());
        Verification.Group group = judged(result);
        assertThat(group.verdict()).as("%s", group).isEqualTo("broken");
        assertThat(group.skipped()).isPositive();
        assertThat(group.places()).anyMatch(place -> place.what().equals("skipped") && place.offset() >= 0);
        assertThat(result.verification().broken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void anApplicationThatDiesBeforeItCommitsRepeatsRecords(String protocol) throws Exception {
        RunResult result = storm.run(plan("late-" + protocol, "kill-consumer 1 @ 1s")
                .set(ConsumerOptions.PROTOCOL, protocol)
                .set(ConsumerOptions.COMMIT, "1m")
                .build());
        Verification.Group group = judged(result);
        assertThat(group.verdict()).as("%s", group).isEqualTo("atLeastOnce");
        assertThat(group.redelivered()).isPositive();
        assertThat(group.skipped()).isZero();
        ConsumerResult.Rebalances rebalances = result.consumers().get(0).rebalances();
        assertThat(rebalances.count()).isPositive();
        assertThat(rebalances.each()).hasSize(rebalances.count());
        assertThat(group.places())
                .as("the member was killed, and the other one got its records again")
                .allMatch(place -> place.rebalance() != null);
    }

    @ParameterizedTest
    @Tag("matrix")
    @ValueSource(strings = {"consumer", "classic"})
    void membersThatAreReplacedOneByOneLeaveNothingOut(String protocol) throws Exception {
        RunResult result = storm.run(plan("rolling-" + protocol, "rolling consumers @ 500ms, join-consumer @ 3s")
                .set(ConsumerOptions.PROTOCOL, protocol)
                .set(ConsumerOptions.COMMIT, "poll")
                .build());
        Verification.Group group = judged(result);
        assertThat(group.verdict()).as("%s", group).isEqualTo("exactlyOnce");
        ConsumerResult consumer = result.consumers().get(0);
        assertThat(consumer.rebalances().count()).isGreaterThanOrEqualTo(2);
        assertThat(consumer.rebalances().partitionsMoved()).isPositive();
        assertThat(consumer.rebalances().maxMillis())
                .isLessThanOrEqualTo(consumer.rebalances().totalMillis());
        assertThat(consumer.each()).hasSize(5);
    }

    /** The group takes its partitions away, and gives it some back when it goes on. */
    @Test
    void aMemberThatHangsForLongIsThrownOut() throws Exception {
        RunResult result = storm.run(plan("hanging", "pause-consumer 2 @ 500ms for 2s")
                .set(ConsumerOptions.COMMIT, "poll")
                .set(ConsumerOptions.CONSUMER_PROPERTY, "max.poll.interval.ms=1000")
                .build());
        Verification.Group group = judged(result);
        assertThat(group.verdict()).as("%s", group).isEqualTo("exactlyOnce");
        assertThat(result.consumers().get(0).rebalances().count()).isPositive();
        assertThat(result.consumers().get(0).endToEnd().maxMillis()).isGreaterThan(900);
    }

    @Test
    @Tag("matrix")
    void aShareGroupGetsAgainWhatAMemberHadNotAccepted() throws Exception {
        RunResult result = storm.run(plan("share", "kill-consumer 1 @ 1s")
                .set(ConsumerOptions.PROTOCOL, "share")
                .build());
        Verification.Group group = judged(result);
        assertThat(group.skipped()).as("%s", group).isZero();
        assertThat(group.unread()).isZero();
        assertThat(result.consumers().get(0).share().acquiredTwice()).isZero();
    }

    /** A member hangs for longer than the lock of its records lasts. Partitions are shared if there are few of them. */
    @Test
    void twoMembersHaveARecordAtOnceWhenItsLockRunsOut() throws Exception {
        setting("locked", "share.record.lock.duration.ms", "1000");
        RunResult result = storm.run(plan("locks", "pause-consumer 1 @ 1s for 2s")
                .partitions(1)
                .set(ConsumerOptions.PROTOCOL, "share")
                .set(ConsumerOptions.GROUP, "locked")
                .build());
        assertThat(judged(result).verdict()).isEqualTo("atLeastOnce");
        ConsumerResult.ShareResult share = result.consumers().get(0).share();
        assertThat(share.lockMillis()).isEqualTo(1000);
        assertThat(share.acquiredTwice()).isPositive();
        assertThat(share.acquiredTwiceAfterMillis()).isBetween(900.0, 2100.0);
        assertThat(new TextReporter().lines(result))
                .anyMatch(line -> line.contains("times a member got a record that another member still had"));
    }
}
