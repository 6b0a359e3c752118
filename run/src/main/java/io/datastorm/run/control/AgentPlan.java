package io.datastorm.run.control;

import io.datastorm.core.verify.journal.Heading;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the coordinator sends an agent. There is no secret in it: an agent has a {@code --command-config} of its own.
 *
 * @param incarnation of the agent that it is meant for
 * @param version of the coordinator
 * @param bootstrapServers where records go
 * @param workload the effective settings of the run, as its result stores them
 * @param schemas the text of each stream's schema, by the stream's title; none for those that ship
 * @param schemaIds in a registry, by the stream's title: of its values' schema, and of its keys'; null where there is
 *     none. An agent does not ask the registry.
 * @param headings of each stream's journal, in the order of the streams; none without a verification
 * @param nowMillis the time that "now" means in values, in milliseconds since 1970: one for all processes
 * @param timed whether records tell when they were due
 * @param faults whether something goes wrong on purpose: acknowledgements are watched closely then, and the control
 *     topic may be away for a while
 * @param digest of the plan as the coordinator understands it
 */
public record AgentPlan(
        String incarnation,
        String version,
        String bootstrapServers,
        Map<String, Object> workload,
        Map<String, String> schemas,
        Map<String, SchemaIds> schemaIds,
        List<Heading> headings,
        long nowMillis,
        boolean timed,
        boolean faults,
        String digest) {
    /** Null: there is none. */
    public record SchemaIds(Integer values, Integer keys) {}

    public AgentPlan {
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(workload, "workload");
        schemas = schemas == null ? Map.of() : schemas;
        schemaIds = schemaIds == null ? Map.of() : schemaIds;
        headings = headings == null ? List.of() : headings;
    }

    /** The same for another agent. */
    public AgentPlan of(String other) {
        return new AgentPlan(
                other,
                version,
                bootstrapServers,
                workload,
                schemas,
                schemaIds,
                headings,
                nowMillis,
                timed,
                faults,
                digest);
    }
}
