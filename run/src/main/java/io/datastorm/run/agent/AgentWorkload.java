package io.datastorm.run.agent;

import io.datastorm.core.pace.Shard;
import io.datastorm.core.report.text.PlanYaml;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Warmup;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Keys;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.core.workload.setting.YamlReader;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.PlanDigest;
import io.datastorm.run.load.Preparation;
import io.datastorm.run.load.PreparedStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the workload of an agent of the plan that the coordinator has sent. */
final class AgentWorkload implements AutoCloseable {
    private final Agent.Identity identity;
    private final Agent.Access access;
    /** Of schemas that came with the plan. */
    private final List<Path> files = new ArrayList<>();

    AgentWorkload(Agent.Identity identity, Agent.Access access) {
        this.identity = identity;
        this.access = access;
    }

    /**
     * An agent's share of the run.
     *
     * @param streams in their order
     */
    record Share(Workload workload, List<PreparedStream> streams) {}

    /**
     * The agent's share of the run.
     *
     * @throws InvalidInput if this agent cannot understand the plan, or understands it otherwise than the coordinator
     */
    Share of(AgentPlan plan) {
        Workload read = read(plan);
        Preparation prepared = Preparation.of(read, plan.nowMillis());
        Workload workload = prepared.in(read);
        String digest = PlanDigest.of(
                workload.streams().stream()
                        .map(stream -> stream.of(Shard.WHOLE))
                        .toList(),
                plan.schemas());
        if (!digest.equals(plan.digest())) {
            throw new InvalidInput(
                    "agent " + identity.index(),
                    "understands the plan otherwise than the coordinator: "
                            + "its version or its --header-file differs");
        }
        return new Share(of(workload), prepared.streams());
    }

    private Workload of(Workload workload) {
        Shard shard = new Shard(identity.index(), identity.of());
        return new Workload(
                workload.name(),
                workload.target().with(access.clientProperties()),
                workload.agents(),
                workload.streams().stream().map(stream -> share(stream, shard)).toList(),
                workload.verify(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                workload.effective());
    }

    /** Whether throughput is steady the coordinator sees, who sees that of all agents. */
    private static StreamPlan share(StreamPlan stream, Shard shard) {
        Warmup warmup = stream.extent().warmup();
        return stream.of(shard).with(Warmup.of(warmup.atMost()));
    }

    private Workload read(AgentPlan plan) {
        Map<String, Object> tree = new LinkedHashMap<>(plan.workload());
        List.of("cluster", "faults", "thresholds", "abortWhen", "agents").forEach(tree::remove);
        boolean several = tree.containsKey(Keys.STREAMS);
        Function<String, Map<String, Object>> recordsOf =
                title -> section(several ? section(section(tree, Keys.STREAMS), title) : tree, "records");
        plan.schemas().forEach((title, text) -> {
            Map<String, Object> records = recordsOf.apply(title);
            // The text is that of the message already.
            records.remove("message");
            records.put("schema", write(text).toString());
        });
        plan.schemaIds().forEach((title, ids) -> {
            Map<String, Object> records = recordsOf.apply(title);
            List.of("subjectStrategy", "registerSchemas").forEach(records::remove);
            put(records, "schemaId", ids.values());
            put(records, "keySchemaId", ids.keys());
        });
        List.of("bootstrapServer", "commandConfig", "schemaRegistry").forEach(section(tree, "target")::remove);
        List<Problem> problems = new ArrayList<>();
        WorkloadFile file = YamlReader.parse("plan of the run", PlanYaml.of(tree), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        Planner planner = new Planner(new ProducerRules(), Runtime.getRuntime().availableProcessors());
        return planner.plan(flags(plan), file);
    }

    private Settings flags(AgentPlan plan) {
        Settings flags = new Settings();
        flags.flag(ClusterOptions.BOOTSTRAP_SERVER, access.dataServers().orElse(plan.bootstrapServers()));
        access.headerFile().ifPresent(file -> flags.flag(RecordOptions.HEADER_FILE, file.toString()));
        return flags;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> tree, String name) {
        Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) tree.getOrDefault(name, Map.of()));
        tree.put(name, copy);
        return copy;
    }

    private static void put(Map<String, Object> section, String name, Integer value) {
        if (value != null) {
            section.put(name, value);
        }
    }

    /** They are read when the records are prepared. */
    private Path write(String schema) {
        try {
            Path file = Files.createTempFile("datastorm-agent", ".avsc");
            files.add(file);
            return Files.writeString(file, schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
