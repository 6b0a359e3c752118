package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;

import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.Credentials;
import io.datastorm.generator.input.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Which processes share a run. A constant is explained by its description. */
public final class AgentOptions {
    private static final String CONNECT = "connect=";
    private static final String URL_WANTED = "connect= must be followed by the REST address of a Kafka Connect worker, "
            + "such as connect=http://localhost:8083";

    public static final Option<Integer> AGENTS = Option.of(
                    "agents.count",
                    "--agents",
                    "N",
                    between(1, 4096),
                    "Number of processes that share the run. Each has --workers. Default: this process does all of it.")
            .wholeRun();

    public static final Option<Workload.Agents.Place> ON = Option.of(
                    "agents.on",
                    "--on",
                    "local|external|connect=URL",
                    AgentOptions::place,
                    "Where the agents run. local: on this machine; the run starts them. external: anywhere; you start "
                            + "them with 'datastorm agent --run NAME', where NAME is that of --name. connect=URL: as "
                            + "tasks of a Kafka Connect cluster; URL is the REST address of one of its workers.")
            .fallback("local")
            .wholeRun();

    public static final Option<String> CONTROL_BOOTSTRAP_SERVER = Option.of(
                    "agents.controlBootstrapServer",
                    "--control-bootstrap-server",
                    "HOST:PORT,…",
                    Names::bootstrapServers,
                    "Cluster through which the agents talk to the run. Default: the cluster that records go to.")
            .wholeRun();

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(AGENTS, ON, CONTROL_BOOTSTRAP_SERVER);

    private AgentOptions() {}

    private static Workload.Agents.Place place(String text) {
        if (text.startsWith(CONNECT)) {
            return Workload.Agents.Place.connect(url(text.substring(CONNECT.length())));
        }
        return switch (text) {
            case "local" -> Workload.Agents.Place.LOCAL;
            case "external" -> Workload.Agents.Place.EXTERNAL;
            default ->
                throw new IllegalArgumentException("must be local, external or connect=URL, got '"
                        + Credentials.masked(text) + "'"
                        + Nearest.hint(text, List.of("local", "external", "connect=")));
        };
    }

    private static URI url(String text) {
        URI url = parsed(text);
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must not have a user and a password in its address: set them as "
                    + "USER:PASSWORD in the environment variable DATASTORM_CONNECT_AUTH");
        }
        return url;
    }

    private static URI parsed(String text) {
        try {
            URI url = new URI(text.replaceAll("/+$", ""));
            if (url.getHost() != null && List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, without the text: there may be a password in it.
            throw new IllegalArgumentException(URL_WANTED, e);
        }
        throw new IllegalArgumentException(URL_WANTED);
    }
}
