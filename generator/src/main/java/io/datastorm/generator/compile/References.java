package io.datastorm.generator.compile;

import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.rule.RuleReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Which fields of a record refer to which others.
 *
 * @param order the positions of all fields, each behind those to which it refers
 * @param referred the names of fields to which others refer: they repeat with the pool, or what is made of them would
 *     not fit any more
 */
record References(List<Integer> order, Set<String> referred) {
    /**
     * Reads the rules of the fields.
     *
     * @throws IllegalArgumentException if a field refers to one that is not there, or to itself
     */
    static References of(Schema schema) {
        Map<String, Set<String>> uses = new HashMap<>();
        Set<String> referred = new HashSet<>();
        List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
        for (Schema.Field field : schema.getFields()) {
            Set<String> used = used(field);
            for (String name : used) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException("field %s: ref names '%s', which is no field beside it%s"
                            .formatted(field.name(), name, Nearest.hint(name, names)));
                }
            }
            uses.put(field.name(), used);
            referred.addAll(used);
        }
        Set<String> order = new LinkedHashSet<>();
        for (String name : names) {
            add(name, uses, order, new ArrayList<>());
        }
        return new References(
                order.stream().map(name -> schema.getField(name).pos()).toList(), referred);
    }

    private static Set<String> used(Schema.Field field) {
        try {
            return RuleReader.of(field)
                    .reference()
                    .map(ReferenceMaker::variables)
                    .orElse(Set.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field %s: %s".formatted(field.name(), e.getMessage()), e);
        }
    }

    private static void add(String name, Map<String, Set<String>> uses, Set<String> order, List<String> open) {
        if (open.contains(name)) {
            open.add(name);
            throw new IllegalArgumentException("fields refer to each other in a circle: " + String.join(" → ", open));
        }
        if (order.contains(name)) {
            return;
        }
        open.add(name);
        uses.get(name).forEach(used -> add(used, uses, order, open));
        open.remove(name);
        order.add(name);
    }
}
