package io.datastorm.generator.avro;

import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Turns a schema into value makers, once.
 *
 * <p>Recursive schemas: below {@link #MAX_DEPTH} nested records a union takes its lowest branch and arrays and maps
 * stay empty, so every value ends. Slots are given to fields of the top record and of records nested in it, at most one
 * a field; not to items of arrays and maps, whose number changes.
 */
final class SchemaCompiler {
    static final int MAX_DEPTH = 4;
    private static final int MAX_ITEMS = 3;

    private final Schema root;
    private final ScalarMakers scalars;
    private final StampMakers stamps;
    private final Heights heights = new Heights();
    private final Map<String, ValueMaker> records = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();

    SchemaCompiler(Schema root, long seed, long baseMillis) {
        this.root = root;
        this.scalars = new ScalarMakers(baseMillis);
        this.stamps = new StampMakers(seed, baseMillis, scalars);
    }

    ValueMaker compile() {
        if (heights.of(root) == Heights.INFINITE) {
            throw new IllegalArgumentException(
                    "the schema has no finite value: a record must contain itself; make that field a union with null");
        }
        return compile(root, Hint.of(root), "", true);
    }

    List<Slot> slots() {
        return List.copyOf(slots);
    }

    private ValueMaker compile(Schema schema, Hint hint, String path, boolean slotted) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, path, slotted);
            case UNION -> union(schema, hint, path, slotted);
            case ARRAY -> array(schema, hint, path);
            case MAP -> map(schema, hint, path);
            default -> leaf(schema, hint, path);
        };
    }

    /** A scalar that no slot can be given to: it may still look like a stamped one. */
    private ValueMaker leaf(Schema schema, Hint hint, String path) {
        return stamps.of(schema, hint, path)
                .map(stamp -> stamps.maker(stamp, StampMakers.NO_SLOT, schema, hint))
                .orElseGet(() -> scalars.of(schema, hint));
    }

    private ValueMaker record(Schema schema, String path, boolean slotted) {
        String name = schema.getFullName();
        // A record inside an array, or one that contains itself, is compiled once, without slots.
        if (!slotted || recursive(schema)) {
            if (!records.containsKey(name)) {
                records.put(name, draft -> records.get(name).write(draft));
                records.put(name, fields(schema, path, false));
            }
            return draft -> records.get(name).write(draft);
        }
        return fields(schema, path, true);
    }

    private ValueMaker fields(Schema schema, String path, boolean slotted) {
        List<ValueMaker> makers = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            makers.add(field(field, path.isEmpty() ? field.name() : path + "." + field.name(), slotted));
        }
        ValueMaker[] inOrder = makers.toArray(ValueMaker[]::new);
        return draft -> {
            draft.target().enter();
            for (ValueMaker maker : inOrder) {
                maker.write(draft);
            }
            draft.target().leave();
        };
    }

    private ValueMaker field(Schema.Field field, String path, boolean slotted) {
        Hint hint = Hint.of(field);
        return field.schema().getType() == Schema.Type.UNION
                ? union(field.schema(), hint, path, slotted)
                : stamped(field.schema(), hint, path, slotted);
    }

    /** A maker whose values look stamped; where values cannot be stamped in place, it only has no slot. */
    private ValueMaker stamped(Schema schema, Hint hint, String path, boolean slotted) {
        Optional<Stamp> stamp = stamps.of(schema, hint, path);
        if (stamp.isEmpty()) {
            return compile(schema, hint, path, slotted);
        }
        int slot = slotted ? slots.size() : StampMakers.NO_SLOT;
        if (slotted) {
            slots.add(new Slot(path, stamp.get()));
        }
        return stamps.maker(stamp.get(), slot, schema, hint);
    }

    private ValueMaker union(Schema schema, Hint hint, String path, boolean slotted) {
        List<Schema> branches = schema.getTypes();
        ValueMaker[] makers = branches.stream()
                .map(branch -> stamped(branch, hint.equals(Hint.NONE) ? Hint.of(branch) : hint, path, slotted))
                .toArray(ValueMaker[]::new);
        int lowest = branches.indexOf(
                branches.stream().min(Comparator.comparingInt(heights::of)).orElseThrow());
        return draft -> {
            int drawn = draft.random().nextInt(makers.length);
            int branch = draft.target().depth() >= MAX_DEPTH ? lowest : drawn;
            draft.out().writeIndex(branch);
            makers[branch].write(draft);
        };
    }

    private ValueMaker array(Schema schema, Hint hint, String path) {
        ValueMaker item = compile(schema.getElementType(), Hint.of(schema.getElementType()), path, false);
        return draft -> {
            int count = items(draft, hint);
            draft.out().writeArrayStart();
            draft.out().setItemCount(count);
            for (int i = 0; i < count; i++) {
                draft.out().startItem();
                item.write(draft);
            }
            draft.out().writeArrayEnd();
        };
    }

    private ValueMaker map(Schema schema, Hint hint, String path) {
        ValueMaker value = compile(schema.getValueType(), Hint.of(schema.getValueType()), path, false);
        return draft -> {
            int count = items(draft, hint);
            draft.out().writeMapStart();
            draft.out().setItemCount(count);
            for (int i = 0; i < count; i++) {
                draft.out().startItem();
                draft.writeAscii(Words.at(draft.random()) + i);
                value.write(draft);
            }
            draft.out().writeMapEnd();
        };
    }

    private static int items(Draft draft, Hint hint) {
        int drawn = (int) draft.between(hint.minOr(1), Math.max(hint.minOr(1), hint.maxOr(MAX_ITEMS)));
        return draft.target().depth() >= MAX_DEPTH ? 0 : drawn;
    }

    private static boolean recursive(Schema schema) {
        return new Recursion(schema.getFullName()).reaches(schema);
    }
}
