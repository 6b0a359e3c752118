package io.datastorm.run.load;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.generator.entity.EntityRules;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.rule.Entity;
import io.datastorm.generator.value.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/** Which records of the streams of a run refer to which others'. Immutable. */
final class StreamReferences {
    private final Map<String, StreamPlan> plans = new LinkedHashMap<>();
    /** By the name of the stream that has the rules. */
    private final Map<String, List<Entity>> rules = new LinkedHashMap<>();
    /** Names of streams, each behind those to which it refers. */
    private final Set<String> order = new LinkedHashSet<>();

    /**
     * Reads the rules.
     *
     * @param streams of the run
     * @param schemas of those that have one, by their names
     * @throws InvalidInput if records refer to what is not there, or streams to each other
     */
    StreamReferences(List<StreamPlan> streams, Map<String, Schema> schemas) {
        streams.forEach(stream -> plans.put(stream.title(), stream));
        schemas.forEach((stream, schema) -> rules.put(stream, read(stream, schema)));
        rules.forEach((stream, entities) -> entities.forEach(entity -> {
            check(stream, entity);
            check(stream, entity, schemas.get(entity.stream()));
        }));
        rules.keySet().forEach(stream -> add(stream, new ArrayList<>()));
    }

    private List<Entity> read(String stream, Schema schema) {
        try {
            return EntityRules.of(schema);
        } catch (IllegalArgumentException e) {
            throw refused(stream, e.getMessage());
        }
    }

    private void check(String stream, Entity entity) {
        String other = entity.stream();
        if (!rules.containsKey(other)) {
            throw refused(
                    stream,
                    plans.containsKey(other)
                            ? "entity names the stream '%s', whose values have no schema".formatted(other)
                            : "entity names the stream '%s', which is not there; %s"
                                    .formatted(other, others(stream, other)));
        }
        if (plans.get(other).records().pool() == 0) {
            throw refused(
                    stream, "entity names the stream '%s', which needs a pool for that, not --pool 0".formatted(other));
        }
        if (plans.get(other)
                .records()
                .keys()
                .filter(keys -> !(keys instanceof Keys.OfField))
                .isPresent()) {
            throw refused(
                    stream,
                    "entity names the stream '%s', whose --keys are not those of its records; give it --key"
                            .formatted(other));
        }
        if (plans.get(other).records().tombstones() > 0) {
            throw refused(
                    stream,
                    "entity names the stream '%s', whose --tombstones take records away; leave them out"
                            .formatted(other));
        }
    }

    private void check(String stream, Entity entity, Schema referred) {
        try {
            FieldPath unused = FieldPath.of(referred, entity.field());
        } catch (IllegalArgumentException e) {
            throw refused(stream, "entity %s.%s: %s".formatted(entity.stream(), entity.field(), e.getMessage()));
        }
    }

    private String others(String stream, String wanted) {
        Set<String> known = new TreeSet<>(rules.keySet());
        known.remove(stream);
        return known.isEmpty()
                ? "give a workload with streams, such as workloads/shop.yaml"
                : "streams with schemas are " + String.join(", ", known) + Nearest.hint(wanted, known);
    }

    private void add(String stream, List<String> open) {
        if (open.contains(stream)) {
            open.add(stream);
            throw refused(
                    stream,
                    "entity: streams refer to each other in a circle, %s"
                            .formatted(String.join(" -> ", open.subList(open.indexOf(stream), open.size()))));
        }
        if (!order.contains(stream)) {
            open.add(stream);
            rules.get(stream).forEach(entity -> add(entity.stream(), open));
            open.remove(stream);
            order.add(stream);
        }
    }

    private InvalidInput refused(String stream, String what) {
        return new InvalidInput(plans.get(stream).where("--schema"), what);
    }

    /** The streams whose values have schemas, each behind those to which it refers. */
    List<StreamPlan> inOrder() {
        return order.stream().map(plans::get).toList();
    }

    /** Whether others refer to its records. */
    boolean referred(StreamPlan stream) {
        return !referredFields(stream).isEmpty();
    }

    /**
     * Checks that all records are there to which others refer.
     *
     * @throws InvalidInput if a pool had to be smaller than it was asked for
     */
    void requireWholePools(List<PreparedStream> streams) {
        for (PreparedStream stream : streams) {
            if (referred(stream.plan()) && stream.records() instanceof RecordPool pool && pool.size() < pool.wanted()) {
                throw refused(
                        stream.plan().title(),
                        "others refer to its records, but only %,d of %,d fit in memory; give it --pool %d"
                                .formatted(pool.size(), pool.wanted(), pool.size()));
            }
        }
    }

    /** The fields of its records to which others refer. */
    Set<String> referredFields(StreamPlan stream) {
        Set<String> fields = new LinkedHashSet<>();
        rules.values().forEach(entities -> entities.stream()
                .filter(entity -> entity.stream().equals(stream.title()))
                .forEach(entity -> fields.add(entity.field())));
        return fields;
    }

    /** The streams to which its records refer. */
    List<StreamPlan> of(StreamPlan stream) {
        return rules.getOrDefault(stream.title(), List.of()).stream()
                .map(Entity::stream)
                .distinct()
                .map(plans::get)
                .toList();
    }
}
