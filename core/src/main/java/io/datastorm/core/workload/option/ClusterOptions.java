package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;

import io.datastorm.core.workload.Quantities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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

    public static final Option<List<URI>> SCHEMA_REGISTRY = Option.of(
                    "target.schemaRegistry",
                    "--schema-registry",
                    "URL,…",
                    ClusterOptions::registry,
                    "A schema registry with Confluent's REST interface, for formats that need one. What it needs to "
                            + "know of you stands in --command-config. Several: of one registry, the first that "
                            + "answers is asked.")
            .wholeRun();

    public static final Option<List<URI>> BROKER_METRICS = Option.of(
                    "target.brokerMetrics",
                    "--broker-metrics",
                    "URL,…",
                    ClusterOptions::metrics,
                    "Where each broker of a running cluster tells its metrics in Prometheus's format (the exporter of "
                            + "JMX, Strimzi, Redpanda). They are read once a second and tell which broker limits the "
                            + "run, and why. Brokers of a local cluster are read anyway.")
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
    public static final List<Option<?>> ALL = List.of(
            BOOTSTRAP_SERVER,
            COMMAND_CONFIG,
            SCHEMA_REGISTRY,
            BROKER_METRICS,
            BROKERS,
            DATA_DIR,
            NETWORK,
            LINK,
            LINK_DELAY);

    private ClusterOptions() {}

    private static List<URI> registry(String text) {
        return urls(text, "http://localhost:8081", "; write basic.auth.user.info=USER:PASSWORD into --command-config");
    }

    private static List<URI> metrics(String text) {
        return urls(text, "http://kafka-1:9404/metrics", "");
    }

    private static List<URI> urls(String text, String example, String instead) {
        return Arrays.stream(text.split(",", -1))
                .map(url -> url(url, example, instead))
                .toList();
    }

    /** A password here would be seen in the list of processes. */
    private static URI url(String text, String example, String instead) {
        if (text.contains("@")) {
            throw new IllegalArgumentException("must not have a password in it" + instead);
        }
        URI url;
        try {
            url = URI.create(text.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a URL, such as " + example, e);
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (http && url.getHost() == null && url.getRawAuthority() != null) {
            throw new IllegalArgumentException("'" + url.getRawAuthority()
                    + "' cannot be the host of a URL: its name may have letters, digits, '-' and '.' only");
        }
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "must be a URL with http or https, such as %s, got '%s'".formatted(example, text.trim()));
        }
        return url;
    }
}
