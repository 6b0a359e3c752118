package io.datastorm.generator.compile;

import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.value.Draft;
import java.util.List;
import java.util.Optional;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * How often each branch of a union is taken. Null is rare: 5 of 100 values, 20 if it is the field's default. The other
 * branches share the rest equally.
 */
final class UnionShares {
    private static final double RARELY = 0.05;
    private static final double BY_DEFAULT = 0.2;

    private final int branches;
    /** −1: it has none. */
    private final int nullBranch;

    private final double nulls;

    private UnionShares(int branches, int nullBranch, double nulls) {
        this.branches = branches;
        this.nullBranch = nullBranch;
        this.nulls = nulls;
    }

    static UnionShares of(Schema union, Rule rule, Optional<Schema.Field> field) {
        List<Schema> branches = union.getTypes();
        int nullBranch = -1;
        Optional<Double> asked = rule.nulls();
        for (int i = 0; i < branches.size(); i++) {
            nullBranch = branches.get(i).getType() == Schema.Type.NULL ? i : nullBranch;
        }
        boolean byDefault = field.filter(Schema.Field::hasDefaultValue)
                .filter(of -> of.defaultVal() == JsonProperties.NULL_VALUE)
                .isPresent();
        double nulls = asked.orElse(byDefault ? BY_DEFAULT : RARELY);
        return new UnionShares(branches.size(), nullBranch, nulls);
    }

    /** Whether a value is null. */
    boolean drawNull(Draft draft) {
        return nullBranch >= 0 && draft.random().nextDouble() < nulls;
    }

    int draw(Draft draft) {
        if (nullBranch < 0) {
            return draft.random().nextInt(branches);
        }
        if (branches == 1 || drawNull(draft)) {
            return nullBranch;
        }
        int drawn = draft.random().nextInt(branches - 1);
        return drawn < nullBranch ? drawn : drawn + 1;
    }
}
