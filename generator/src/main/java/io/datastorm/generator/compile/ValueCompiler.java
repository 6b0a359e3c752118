package io.datastorm.generator.compile;

import io.datastorm.generator.entity.Entities;
import io.datastorm.generator.hint.FieldRules;
import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.rule.RuleReader;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.value.FixedText;
import io.datastorm.generator.value.Scalars;
import io.datastorm.generator.value.ValueMaker;
import io.datastorm.generator.value.ValueSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Turns a schema into value makers, once.
 *
 * <p>Recursive schemas: below {@link #MAX_DEPTH} nested records a union takes its lowest branch and arrays and maps
 * stay empty, so every value ends. Stamps are given to fields of the top record and of records nested in it; not to
 * items of arrays and maps, whose number changes.
 */
final class ValueCompiler {
    static final int MAX_DEPTH = 4;

    private final Schema root;
    private final FieldRules rules = new FieldRules();
    private final Scalars scalars;
    private final Entities entities;
    private final CollectionMakers collections;
    private final StampRules stampRules;
    private final StampedValues stamped;
    private final Optional<FixedText> fixed;
    private final Heights heights = new Heights();
    private final Map<String, ValueMaker> records = new HashMap<>();
    /** Records that contain themselves, and have slots at one place: each way through them would be one more. */
    private final Set<String> stampedOnce = new HashSet<>();

    /** Whether the fixed text is a part of each value. */
    private boolean fixedMade;

    private final Map<String, Stamp> stamps = new LinkedHashMap<>();
    private final Map<String, Long> unique = new LinkedHashMap<>();

    ValueCompiler(Schema root, ValueSource source) {
        this.root = root;
        this.scalars = new Scalars(source);
        this.entities = new Entities(root, source);
        this.collections = new CollectionMakers(scalars);
        this.stampRules = new StampRules(source.seed());
        this.stamped = new StampedValues(source.baseMillis(), scalars);
        this.fixed = source.fixed();
    }

    ValueMaker compile() {
        if (heights.of(root) == Heights.INFINITE) {
            throw new IllegalArgumentException(
                    "the schema has no finite value: a record must contain itself; make that field a union with null");
        }
        ValueMaker made = node(root, RuleReader.of(root), new Place("", Optional.empty(), true));
        if (fixed.isPresent() && !fixedMade) {
            throw new IllegalArgumentException(
                    "field %s: a rule gives the whole record that has this field, and so its text; name another field"
                            .formatted(fixed.get().path()));
        }
        return made;
    }

    /** What is stamped, by the path of its node, in the order of the fields. */
    Map<String, Stamp> stamps() {
        return stamps;
    }

    /** How many values there are where none may occur twice, by the path. */
    Map<String, Long> unique() {
        return unique;
    }

    /**
     * Where a node is.
     *
     * @param path of its field, with the branches of unions
     * @param field whose value it is; empty: none's, or it is a part of such a value
     * @param slotted whether values there can be stamped in place
     */
    private record Place(String path, Optional<Schema.Field> field, boolean slotted) {
        Place of(Schema.Field inner, boolean stampable) {
            return new Place(ValuePath.field(path, inner.name()), Optional.of(inner), slotted && stampable);
        }

        Place branch(Schema branch) {
            return new Place(ValuePath.branch(path, branch), Optional.empty(), slotted);
        }

        Place inner() {
            return new Place(path, Optional.empty(), false);
        }

        /** The path as people write it. */
        String shown() {
            return ValuePath.shown(path);
        }
    }

    private ValueMaker node(Schema schema, Rule rule, Place place) {
        try {
            if (rule.entity().isPresent()) {
                return withNulls(entities.maker(rule.entity().get(), schema), schema, rule, place);
            }
            return rule.choices().isPresent() && !scalar(schema)
                    ? withNulls(scalars.of(schema, rule), schema, rule, place)
                    : made(schema, rule, place);
        } catch (PlacedException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw place.path().isEmpty()
                    ? new IllegalArgumentException(e.getMessage(), e)
                    : new PlacedException(place.shown(), e);
        }
    }

    /** Given values of a union; where a share of null is asked for beside them, so often null. */
    private static ValueMaker withNulls(ValueMaker given, Schema schema, Rule rule, Place place) {
        if (!schema.isUnion() || rule.nulls().isEmpty()) {
            return given;
        }
        UnionShares shares = UnionShares.of(schema, rule, place.field());
        return draft -> shares.drawNull(draft) ? null : given.make(draft);
    }

    private static boolean scalar(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, UNION, ARRAY, MAP -> false;
            default -> true;
        };
    }

    private ValueMaker made(Schema schema, Rule rule, Place place) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, place);
            case UNION -> union(schema, rule, place);
            case ARRAY -> {
                Schema items = schema.getElementType();
                yield collections.array(rule, node(items, RuleReader.of(items), place.inner()));
            }
            case MAP -> {
                Schema values = schema.getValueType();
                Optional<Rule> keys = rule.keys().or(() -> RuleReader.of(schema).keys());
                yield collections.map(rule, keys, node(values, RuleReader.of(values), place.inner()));
            }
            // A rule of a field is for the other branches of its union.
            case NULL -> draft -> null;
            default -> leaf(schema, rule, place);
        };
    }

    /** Says in which field something is wrong. */
    private static final class PlacedException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        PlacedException(String path, RuntimeException cause) {
            super("field " + path + ": " + cause.getMessage(), cause);
        }
    }

    private ValueMaker leaf(Schema schema, Rule rule, Place place) {
        Optional<Stamp> stamp = stampRules.of(schema, rule, place.path());
        if (stamp.isPresent()) {
            if (place.slotted()) {
                stamps.put(place.path(), stamp.get());
            }
            return stamped.of(stamp.get(), schema, rule, place.slotted());
        }
        if (rule.unique()) {
            unique.put(place.path(), scalars.different(schema, rule));
        }
        return schema.getType() == Schema.Type.STRING && rule.time().isPresent()
                ? stamped.timeText(rule.time().get())
                : scalars.of(schema, rule);
    }

    private ValueMaker record(Schema schema, Place place) {
        String name = schema.getFullName();
        if (place.slotted() && (!new Recursion(name).reaches(schema) || stampedOnce.add(name))) {
            return fields(schema, place);
        }
        if (hasFixed(place)) {
            return fields(schema, place.inner());
        }
        // A record inside an array, or one that contains itself and was there before, is compiled once, without slots.
        if (!records.containsKey(name)) {
            records.put(name, null);
            records.put(name, fields(schema, place.inner()));
        }
        return draft -> records.get(name).make(draft);
    }

    private ValueMaker fields(Schema schema, Place place) {
        References references = References.of(schema);
        ValueMaker[] makers = new ValueMaker[schema.getFields().size()];
        for (Schema.Field field : schema.getFields()) {
            boolean referred = references.referred().contains(field.name());
            Place there = place.of(field, !referred);
            if (referred && isFixed(there)) {
                throw new IllegalArgumentException(
                        "field %s: another field of the record refers to it; name another one"
                                .formatted(there.shown()));
            }
            makers[field.pos()] = field(field, schema, there);
        }
        return new RecordMaker(schema, makers, references.order());
    }

    private ValueMaker field(Schema.Field field, Schema record, Place place) {
        if (isFixed(place)) {
            fixedMade = true;
            String text = fixed.get().text();
            return draft -> text;
        }
        Rule rule = rules.of(field, record);
        if (rule.reference().isPresent()) {
            return new ReferenceMaker(place.shown(), rule.reference().get(), field.schema());
        }
        ValueMaker made = node(field.schema(), rule, place);
        return DefaultMaker.of(field)
                .filter(own -> !stamped(place.path()) && !hasFixed(place))
                .<ValueMaker>map(own -> own.or(made))
                .orElse(made);
    }

    private boolean isFixed(Place place) {
        return fixed.filter(text -> text.path().equals(place.shown())).isPresent();
    }

    /** Whether the fixed text is there, or in a part of that. */
    private boolean hasFixed(Place place) {
        return fixed.filter(text -> text.within(place.shown())).isPresent();
    }

    /** Whether a field, or a branch of its union, is stamped. */
    private boolean stamped(String path) {
        return stamps.keySet().stream()
                .anyMatch(stamped ->
                        stamped.equals(path) || stamped.startsWith(path + "|") || stamped.startsWith(path + "."));
    }

    private ValueMaker union(Schema schema, Rule rule, Place place) {
        List<Schema> branches = schema.getTypes();
        ValueMaker[] makers = branches.stream()
                .map(branch -> node(branch, rules.ofBranch(branch, place.field()), place.branch(branch)))
                .toArray(ValueMaker[]::new);
        if (hasFixed(place)) {
            return makers[record(branches)];
        }
        int lowest = lowest(branches);
        UnionShares shares = UnionShares.of(schema, rule, place.field());
        return draft -> makers[draft.depth() >= MAX_DEPTH ? lowest : shares.draw(draft)].make(draft);
    }

    /** The only record of a union. */
    private static int record(List<Schema> branches) {
        return branches.stream().map(Schema::getType).toList().indexOf(Schema.Type.RECORD);
    }

    private int lowest(List<Schema> branches) {
        int lowest = 0;
        for (int i = 1; i < branches.size(); i++) {
            if (heights.of(branches.get(i)) < heights.of(branches.get(lowest))) {
                lowest = i;
            }
        }
        return lowest;
    }
}
