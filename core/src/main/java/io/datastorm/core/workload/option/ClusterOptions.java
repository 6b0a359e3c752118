package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;

import io.datastorm.core.workload.Quantities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Which cluster a run uses. A constant is explained by its description. */
public final class ClusterOptions {
    /** The value of {@link #NETWORK} for network namespaces. */
    public static final String NAMESPACES = "namespaces";

    private static final String LOOPBACK = "loopback";

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

    public static final Option<String> NETWORK = Option.of(
                    "cluster.network",
                    "--network",
                    "loopback|namespaces",
                    Parsers.oneOf(LOOPBACK, NAMESPACES),
                    "What joins the brokers of the local cluster. namespaces: each broker, and each agent, has a "
                            + "network namespace of its own, with a link to a bridge. Needs root, iproute2 and "
                            + "util-linux.")
            .fallback(LOOPBACK)
            .wholeRun();

    public static final Option<Long> LINK = Option.of(
                    "cluster.link",
                    "--link",
                    "RATE",
                    Quantities::bits,
                    "What each of these links carries in each direction: 10Gbit, 1Gbit, 100Mbit. Default: as much as "
                            + "the kernel can.")
            .wholeRun();

    public static final Option<Duration> LINK_DELAY = Option.of(
                    "cluster.linkDelay",
                    "--link-delay",
                    "TIME",
                    Quantities::duration,
                    "How long each packet takes on each of these links. Needs a kernel with netem. Default: no delay.")
            .wholeRun();

    /** All of them. */
    public static final List<Option<?>> ALL =
            List.of(BOOTSTRAP_SERVER, COMMAND_CONFIG, BROKERS, DATA_DIR, NETWORK, LINK, LINK_DELAY);

    private ClusterOptions() {}
}
