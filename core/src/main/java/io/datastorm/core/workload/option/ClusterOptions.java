package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;

import java.nio.file.Path;
import java.util.List;

/** Which cluster a run uses. A constant is explained by its description. */
public final class ClusterOptions {
    public static final Option<String> BOOTSTRAP_SERVER = Option.of(
                    "target.bootstrapServer",
                    "--bootstrap-server",
                    "HOST:PORT,…",
                    Names::bootstrapServers,
                    "A running cluster. Default: a local cluster that is started for this run and removed after it.")
            .wholeRun();

    public static final Option<Path> COMMAND_CONFIG = Option.of(
                    "target.commandConfig",
                    "--command-config",
                    "FILE",
                    Path::of,
                    "Client properties (TLS, SASL, …), as Kafka's own tools take them.")
            .wholeRun();

    public static final Option<Integer> BROKERS = Option.of(
                    "cluster.brokers",
                    "--brokers",
                    "N",
                    between(1, 8),
                    "Number of brokers of the local cluster, 1 to 8.")
            .fallback("1")
            .wholeRun();

    public static final Option<Path> DATA_DIR = Option.of(
                    "cluster.dataDir",
                    "--data-dir",
                    "DIR",
                    Path::of,
                    "Where the local cluster keeps its logs while the run lasts. /dev/shm keeps them in memory. "
                            + "Default: the temporary directory.")
            .wholeRun();

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(BOOTSTRAP_SERVER, COMMAND_CONFIG, BROKERS, DATA_DIR);

    private ClusterOptions() {}
}
