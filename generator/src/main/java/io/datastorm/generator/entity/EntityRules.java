package io.datastorm.generator.entity;

import io.datastorm.generator.rule.Entity;
import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.rule.RuleReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** Finds the fields and types of a schema whose values are those of other streams' records. */
public final class EntityRules {
    private final List<Entity> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private EntityRules() {}

    /**
     * Those of a schema, in its order.
     *
     * @throws IllegalArgumentException if there is something wrong with a rule
     */
    public static List<Entity> of(Schema schema) {
        EntityRules rules = new EntityRules();
        rules.type(schema, "");
        return rules.found;
    }

    private void type(Schema schema, String field) {
        add(field, () -> RuleReader.of(schema));
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(this::field);
                }
            }
            case UNION -> schema.getTypes().forEach(branch -> type(branch, field));
            case ARRAY -> type(schema.getElementType(), field);
            case MAP -> type(schema.getValueType(), field);
            default -> {}
        }
    }

    private void field(Schema.Field field) {
        add(field.name(), () -> RuleReader.of(field));
        type(field.schema(), field.name());
    }

    private void add(String field, Supplier<Rule> rule) {
        try {
            rule.get().entity().ifPresent(found::add);
        } catch (IllegalArgumentException e) {
            throw field.isEmpty() ? e : new IllegalArgumentException("field " + field + ": " + e.getMessage(), e);
        }
    }
}
