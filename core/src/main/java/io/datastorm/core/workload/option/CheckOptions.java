package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.constant;
import static io.datastorm.core.workload.option.Parsers.oneOf;

import io.datastorm.core.workload.AbortRule;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.fault.FaultReader;
import io.datastorm.core.workload.through.Expectation;
import java.time.Duration;
import java.util.List;

/** What is checked, and which faults are done to the cluster. A constant is explained by its description. */
public final class CheckOptions {
    public static final Option<Verify> VERIFY = Option.of(
                    "verify",
                    "--verify",
                    "after|live|off",
                    constant(Verify.class),
                    "Read everything back after the run and judge it. The exit code is 5 if anything was lost, "
                            + "duplicated, reordered or corrupted. live also measures how long records take to reach a "
                            + "consumer.")
            .fallback("off")
            .alone("after")
            .wholeRun();

    public static final Option<String> THROUGH = Option.of(
            "through.topic",
            "--through",
            "TOPIC",
            Names::anyTopic,
            "Judge also what your application writes to this topic for the records that it reads. It must copy their "
                    + "headers, or the value's --stamp-field. Needs --verify.");

    public static final Option<String> STAMP_FIELD = Option.of(
            "records.stampField",
            "--stamp-field",
            "FIELD",
            Parsers::text,
            "String field of the value that carries each record's stamp, for applications that drop headers. Needs "
                    + "--verify.");

    public static final Option<Expectation> EXPECT = Option.of(
                    "through.expect",
                    "--expect",
                    "one-to-one|filter|at-least-once",
                    CheckOptions::expectation,
                    "What the application writes for each record. one-to-one: one record. filter: one record or none. "
                            + "at-least-once: one record or more.")
            .fallback(Expectation.ONE_TO_ONE.text());

    public static final Option<Duration> THROUGH_TIMEOUT = Option.of(
                    "through.timeout",
                    "--through-timeout",
                    "D",
                    Parsers::positiveDuration,
                    "How long to wait for the next record of the application when everything was sent. What has not "
                            + "come then is lost.")
            .fallback("50s");

    public static final Option<String> THROUGH_BOOTSTRAP_SERVER = Option.of(
            "through.bootstrapServer",
            "--through-bootstrap-server",
            "HOST:PORT,…",
            Names::bootstrapServers,
            "The cluster of that topic, if it is another one. The settings of --command-config hold for both.");

    public static final Option<List<Fault>> FAULT = Option.of(
                    "faults",
                    "--fault",
                    "SCHEDULE",
                    FaultReader::read,
                    "Faults of the local cluster, at times of the measurement: 'kill 2 @ 5s, restart 2 @ 8s, pause 1 "
                            + "@ 12s for 4s'. Also: resume N, fill-disk N, move-leaders, quota SIZE, add-partitions N, "
                            + "delete-topic, kill-coordinator [GROUP]. With --consumers, on any cluster: "
                            + "kill-consumer N, join-consumer, 'rolling consumers', 'pause-consumer N … for D'. With "
                            + "--network namespaces: isolate N, 'partition 1 | 2,3', 'slow-link N to 10Mbit', "
                            + "cut-connections N.")
            .wholeRun();

    public static final Option<Fault> FAULT_COMMAND = Option.of(
                    "faultCommands",
                    "--fault-command",
                    "'CMD @ TIME'",
                    FaultReader::command,
                    "Any command as a fault, on any cluster: 'aws fis start-experiment … @ 30s'. sh runs it at that "
                            + "time of the measurement, with the brokers in $BOOTSTRAP_SERVERS. Its exit code and "
                            + "output are in the report. Repeatable.")
            .list()
            .wholeRun();

    public static final Option<Threshold> THRESHOLD = Option.of(
                    "thresholds",
                    "--threshold",
                    "EXPR",
                    Threshold::parse,
                    "Condition that the result must meet: 'latency.response.p99Millis<50'. Otherwise the exit code "
                            + "is 4. Repeatable. 'datastorm help thresholds' lists all metrics.")
            .list()
            .wholeRun();

    public static final Option<AbortRule> ABORT_WHEN = Option.of(
                    "abortWhen",
                    "--abort-when",
                    "'EXPR for D'",
                    AbortRule::parse,
                    "Condition that ends the run when it holds in each second for so long: "
                            + "'latency.response.p99Millis>200 for 10s'. The exit code is then 4. Repeatable. "
                            + "'datastorm help thresholds' lists the metrics.")
            .list()
            .wholeRun();

    /** Those that need an application. */
    public static final List<Option<?>> OF_THROUGH = List.of(EXPECT, THROUGH_TIMEOUT, THROUGH_BOOTSTRAP_SERVER);

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(
            VERIFY,
            THROUGH,
            STAMP_FIELD,
            EXPECT,
            THROUGH_TIMEOUT,
            THROUGH_BOOTSTRAP_SERVER,
            FAULT,
            FAULT_COMMAND,
            THRESHOLD,
            ABORT_WHEN);

    private CheckOptions() {}

    private static Expectation expectation(String text) {
        String word = oneOf(Expectation.ONE_TO_ONE.text(), Expectation.FILTER.text(), Expectation.AT_LEAST_ONCE.text())
                .apply(text);
        return List.of(Expectation.values()).stream()
                .filter(expectation -> expectation.text().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
