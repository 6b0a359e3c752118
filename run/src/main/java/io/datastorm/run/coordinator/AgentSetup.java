package io.datastorm.run.coordinator;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.pace.Shard;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.control.ControlChannel;
import io.datastorm.kafka.control.ControlTopic;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.cluster.StateDirectory;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.PlanDigest;
import io.datastorm.run.control.SteadyClock;
import io.datastorm.run.launcher.AgentLauncher;
import io.datastorm.run.launcher.AgentProcesses;
import io.datastorm.run.launcher.ConnectAgents;
import io.datastorm.run.launcher.ConnectorLedger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Makes the coordinator of a run with agents.
 *
 * @param nowMillis the time that "now" means in values
 */
public record AgentSetup(Workload workload, String runId, SteadyClock clock, long nowMillis) {
    /**
     * What can be checked without a cluster.
     *
     * @throws InvalidInput if agents could not reach the cluster as this process does
     */
    public static void check(Workload workload) {
        boolean known = workload.target().clientProperties().isEmpty()
                || commandConfig(workload).isPresent();
        if (local(workload) && !known) {
            throw new InvalidInput("agents", "need the client properties in a file; give it with --command-config");
        }
        if (connect(workload).isPresent()) {
            workload.target().clientProperties().forEach(AgentSetup::requireReference);
        }
    }

    /** A file of them was checked already; a program has them as they are. */
    private static void requireReference(String name, String value) {
        if (Secrets.held(name, value)) {
            throw new InvalidInput(
                    "client property " + name,
                    "holds a secret, and Kafka Connect would show it: write a reference, such as ${env:NAME}, and "
                            + "config.providers for it");
        }
    }

    private static boolean local(Workload workload) {
        return workload.agents()
                .filter(agents -> agents.place().equals(Workload.Agents.Place.LOCAL))
                .isPresent();
    }

    /** Throws {@link AccessException} if agents cannot run where they shall: before anything is made for them. */
    public static void requirePlace(Workload workload) {
        boolean direct = workload.streams().stream()
                .anyMatch(stream -> stream.sender().kind().direct());
        connect(workload).ifPresent(agents -> agents.require(direct));
    }

    private static Optional<ConnectAgents> connect(Workload workload) {
        return workload.agents()
                .flatMap(agents -> agents.place().url())
                .map(url -> new ConnectAgents(
                        url, workload.target().clientProperties(), new ConnectorLedger(StateDirectory.path())));
    }

    private AgentLauncher launcher(Workload.Agents agents, RunCluster cluster) {
        return switch (agents.place().kind()) {
            case LOCAL -> new AgentProcesses(commandConfig(workload), cluster::placeOfAgent);
            case EXTERNAL -> AgentLauncher.NONE;
            case CONNECT -> connect(workload).orElseThrow();
        };
    }

    /**
     * Opens the line to the agents; they are not started yet.
     *
     * @param stampings of each stream
     */
    public Coordinator coordinator(RunCluster cluster, List<Stamping> stampings) {
        Workload.Agents agents = workload.agents().orElseThrow();
        Map<String, String> properties = workload.target().clientProperties();
        String servers = agents.controlServers().orElse(cluster.bootstrapServers());
        try (Admin admin = ClusterAccess.connect(servers, properties)) {
            ControlTopic.require(admin);
        }
        boolean external = agents.place().equals(Workload.Agents.Place.EXTERNAL);
        String id = external ? workload.name() : runId;
        Coordinator.Terms terms = new Coordinator.Terms(
                plan(cluster.bootstrapServers(), stampings),
                workload.streams(),
                new AgentLauncher.RunAddress(id, agents.count(), servers),
                launcher(agents, cluster),
                proofs(stampings).map(Stamping.Proof::journal).toList());
        ControlChannel channel =
                new ControlChannel(id, ClusterAccess.properties(servers, properties), from -> from >= 0);
        // It sends nothing: a link to brokers elsewhere is its agents' matter.
        return new Coordinator(terms, channel, clock, cluster.here() ? cluster.meter() : BrokerMeter.NONE);
    }

    private AgentPlan plan(String servers, List<Stamping> stampings) {
        Map<String, String> schemas = new LinkedHashMap<>();
        for (StreamPlan stream : workload.streams()) {
            if (stream.records().schema().orElse(null) instanceof SchemaSource.InFile source) {
                schemas.put(stream.title(), source.file().text());
            }
        }
        List<StreamPlan> whole = workload.streams().stream()
                .map(stream -> stream.of(Shard.WHOLE))
                .toList();
        return new AgentPlan(
                "",
                BuildVersions.datastorm(),
                servers,
                workload.effective(),
                schemas,
                schemaIds(),
                proofs(stampings).map(Stamping.Proof::heading).toList(),
                nowMillis,
                stampings.stream().anyMatch(stamping -> stamping.due().isPresent()),
                !workload.faults().isEmpty(),
                PlanDigest.of(whole, schemas));
    }

    private static Stream<Stamping.Proof> proofs(List<Stamping> stampings) {
        return stampings.stream().map(Stamping::proof).flatMap(Optional::stream);
    }

    private Map<String, AgentPlan.SchemaIds> schemaIds() {
        Map<String, AgentPlan.SchemaIds> ids = new LinkedHashMap<>();
        for (StreamPlan stream : workload.streams()) {
            if (stream.records().registered()) {
                Registration found = stream.records().registration();
                ids.put(
                        stream.title(),
                        new AgentPlan.SchemaIds(
                                found.valueId().orElse(null), found.keyId().orElse(null)));
            }
        }
        return ids;
    }

    private static Optional<Path> commandConfig(Workload workload) {
        return workload.effective().get("target") instanceof Map<?, ?> target
                ? Optional.ofNullable(target.get("commandConfig")).map(file -> Path.of(file.toString()))
                : Optional.empty();
    }

    /** What a run says while it waits for them. */
    public static String waitingFor(Workload.Agents agents, String run) {
        String count = agents.count() == 1 ? "1 agent" : agents.count() + " agents";
        return switch (agents.place().kind()) {
            case LOCAL -> "starting " + count;
            case EXTERNAL ->
                "waiting for %s; start each with: datastorm agent --run %s --index I --of %d -b …"
                        .formatted(count, run, agents.count());
            case CONNECT ->
                "starting %s in Kafka Connect at %s"
                        .formatted(count, agents.place().url().orElseThrow());
        };
    }
}
