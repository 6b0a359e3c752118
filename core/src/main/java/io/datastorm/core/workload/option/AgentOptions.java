package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;
import static io.datastorm.core.workload.option.Parsers.constant;

import io.datastorm.core.workload.Workload;
import java.util.List;

/** Which processes share a run. A constant is explained by its description. */
public final class AgentOptions {
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
                    "local|external",
                    constant(Workload.Agents.Place.class),
                    "Where the agents run. local: on this machine; the run starts them. external: anywhere; you start "
                            + "them with 'datastorm agent --run NAME', where NAME is that of --name.")
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
}
