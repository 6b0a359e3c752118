package io.datastorm.generator.entity;

import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.rule.Entity;
import io.datastorm.generator.value.EntityPool;
import io.datastorm.generator.value.ValueMaker;
import io.datastorm.generator.value.ValueSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Makers of values that are those of other streams' records, for the fields of one schema. */
public final class Entities {
    private final ValueSource source;
    private final Map<String, Entity.Choice> choices = new HashMap<>();

    /**
     * Reads the rules of a schema.
     *
     * @throws IllegalArgumentException if records of one stream are chosen in two ways
     */
    public Entities(Schema schema, ValueSource source) {
        this.source = source;
        for (Entity entity : EntityRules.of(schema)) {
            if (!entity.choice().equals(Entity.Choice.UNIFORM)) {
                Entity.Choice other = choices.putIfAbsent(entity.stream(), entity.choice());
                if (other != null && !other.equals(entity.choice())) {
                    throw new IllegalArgumentException(
                            ("entity: the records of stream '%s' are chosen in two ways; give zipf or inTurn once, it "
                                            + "holds for all fields")
                                    .formatted(entity.stream()));
                }
            }
        }
    }

    /**
     * A maker of values for a field or a type.
     *
     * @throws IllegalArgumentException if there is no such stream, or the values cannot be of the type
     */
    public ValueMaker maker(Entity entity, Schema target) {
        String stream = entity.stream();
        EntityPool pool = source.entities().get(stream);
        if (pool == null) {
            throw new IllegalArgumentException(
                    "entity names the stream '%s', which is not there; a workload with streams has it%s"
                            .formatted(
                                    stream,
                                    Nearest.hint(stream, source.entities().keySet())));
        }
        Object[] values = values(entity, pool, target).toArray();
        EntityChoice choice = new EntityChoice(
                source.seed() ^ stream.hashCode(), pool.size(), choices.getOrDefault(stream, Entity.Choice.UNIFORM));
        return draft -> values[choice.of(draft)];
    }

    private static List<Object> values(Entity entity, EntityPool pool, Schema target) {
        try {
            return pool.values(entity.field(), target);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "entity %s.%s: %s".formatted(entity.stream(), entity.field(), e.getMessage()), e);
        }
    }
}
