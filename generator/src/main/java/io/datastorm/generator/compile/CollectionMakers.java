package io.datastorm.generator.compile;

import io.datastorm.generator.rule.Length;
import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.value.Draft;
import io.datastorm.generator.value.Scalars;
import io.datastorm.generator.value.ValueMaker;
import io.datastorm.generator.value.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Makes arrays and maps. */
final class CollectionMakers {
    private static final Length FEW = new Length(1, 3);
    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    /** So often a key that is there already is drawn again. */
    private static final int MOST_DRAWS = 20;
    /** Of given keys each comes up at last, if there are enough. */
    private static final int MOST_DRAWS_OF_GIVEN = 10_000;

    private final Scalars scalars;

    CollectionMakers(Scalars scalars) {
        this.scalars = scalars;
    }

    ValueMaker array(Rule rule, ValueMaker item) {
        Length length = rule.length().orElse(FEW);
        return draft -> {
            int count = count(draft, length);
            List<Object> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                items.add(item(item, draft));
            }
            return items;
        };
    }

    /** A map has as many entries as its length says: a key that is there already is drawn again, or numbered. */
    ValueMaker map(Rule rule, Optional<Rule> keys, ValueMaker value) {
        Length length = rule.length().orElse(FEW);
        ValueMaker key = keys.map(own -> scalars.of(STRING, own)).orElse(draft -> Words.at(draft.random()));
        requireEnough(keys, length);
        boolean closed = keys.flatMap(Rule::choices).isPresent();
        return draft -> {
            int count = count(draft, length);
            Map<String, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                entries.put(free(key, entries, closed, draft), item(value, draft));
            }
            return entries;
        };
    }

    private static Object item(ValueMaker maker, Draft draft) {
        int outer = draft.enterItem();
        Object made = maker.make(draft);
        draft.leaveItem(outer);
        return made;
    }

    private static String free(ValueMaker key, Map<String, Object> taken, boolean closed, Draft draft) {
        String name = key.make(draft).toString();
        for (int i = 0; taken.containsKey(name) && i < (closed ? MOST_DRAWS_OF_GIVEN : MOST_DRAWS); i++) {
            name = key.make(draft).toString();
        }
        return taken.containsKey(name) ? name + taken.size() : name;
    }

    private static void requireEnough(Optional<Rule> keys, Length length) {
        keys.flatMap(Rule::choices).filter(choices -> choices.file().isEmpty()).ifPresent(choices -> {
            long different =
                    choices.values().stream().map(String::valueOf).distinct().count();
            if (different < length.most()) {
                throw new IllegalArgumentException(
                        "a map of up to %d entries needs as many different keys, got %d options"
                                .formatted(length.most(), different));
            }
        });
    }

    private static int count(Draft draft, Length length) {
        int drawn = (int) draft.between(length.least(), length.most());
        return draft.depth() >= ValueCompiler.MAX_DEPTH ? 0 : drawn;
    }
}
