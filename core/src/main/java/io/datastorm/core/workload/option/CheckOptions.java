package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.constant;

import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.fault.FaultReader;
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

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(VERIFY, FAULT, FAULT_COMMAND, THRESHOLD);

    private CheckOptions() {}
}
