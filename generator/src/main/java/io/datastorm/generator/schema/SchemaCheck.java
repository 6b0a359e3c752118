package io.datastorm.generator.schema;

import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.input.Problem;
import io.datastorm.generator.rule.Kind;
import io.datastorm.generator.rule.RuleReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Walks a schema's JSON and collects everything wrong with it, each with its place; Avro's own parser stops at the
 * first.
 */
final class SchemaCheck {
    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");
    private static final Set<String> COMPLEX = Set.of("record", "error", "enum", "fixed", "array", "map");
    private static final int MOST_NESTED = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String file;
    private final List<Problem> problems;
    private final Map<String, JsonPlace> named = new HashMap<>();
    private int depth;

    SchemaCheck(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    void check(JsonPlace root) {
        type(root, "");
    }

    /** Where a named type is defined. */
    String placeOf(String fullName, String otherwise) {
        JsonPlace place = named.get(fullName);
        return place == null ? otherwise : place.at(file);
    }

    private void type(JsonPlace place, String namespace) {
        depth++;
        if (depth > MOST_NESTED) {
            problem(place, "types are nested more than %d deep".formatted(MOST_NESTED));
        } else {
            anyType(place, namespace);
        }
        depth--;
    }

    private void anyType(JsonPlace place, String namespace) {
        if (place.value() instanceof String name) {
            reference(place, name, namespace);
        } else if (place.value() instanceof List<?>) {
            union(place, namespace);
        } else if (place.value() instanceof Map<?, ?>) {
            definition(place, namespace);
        } else {
            problem(place, "a type is a name, an object or a list, got " + place.plain());
        }
    }

    private void reference(JsonPlace place, String name, String namespace) {
        if (!PRIMITIVES.contains(name) && !named.containsKey(name) && !named.containsKey(full(name, namespace))) {
            Set<String> known = new TreeSet<>(PRIMITIVES);
            known.addAll(COMPLEX);
            known.addAll(named.keySet());
            String where = COMPLEX.contains(name)
                    ? "; a type '" + name + "' is written as an object: {\"type\": \"" + name + "\", …}"
                    : Nearest.hint(name, known);
            problem(place, "unknown type '" + name + "'" + where);
        }
    }

    private void union(JsonPlace place, String namespace) {
        Set<String> seen = new HashSet<>();
        if (place.list().isEmpty()) {
            problem(place, "a union needs at least one type");
        }
        for (JsonPlace branch : place.list()) {
            if (branch.value() instanceof List<?>) {
                problem(branch, "a union cannot contain a union directly");
                continue;
            }
            type(branch, namespace);
            String name = branch.value() instanceof String text ? text : branchName(branch, namespace);
            if (name != null && !seen.add(name)) {
                problem(branch, "the union has '" + name + "' twice");
            }
        }
    }

    private static String branchName(JsonPlace branch, String namespace) {
        String name = branch.text("name");
        return name != null ? full(name, namespace) : branch.text("type");
    }

    private void definition(JsonPlace place, String namespace) {
        JsonPlace type = place.object().get("type");
        if (type == null) {
            problem(
                    place,
                    "'type' is missing"
                            + Nearest.of("type", place.object().keySet())
                                    .map(near -> "; did you mean '" + near + "' to be 'type'?")
                                    .orElse(""));
            return;
        }
        rules(place);
        if ("decimal".equals(place.text("logicalType"))) {
            decimal(place);
        }
        if (!(type.value() instanceof String name)) {
            type(type, namespace);
            return;
        }
        switch (name) {
            case "record", "error" -> record(place, define(place, namespace));
            case "enum" -> enumSymbols(place, namespace);
            case "fixed" -> fixedSize(place, namespace);
            case "array" -> member(place, "items", namespace);
            case "map" -> member(place, "values", namespace);
            default -> reference(type, name, namespace);
        }
    }

    private void member(JsonPlace place, String name, String namespace) {
        JsonPlace member = place.object().get(name);
        if (member == null) {
            problem(
                    place,
                    "'" + name + "' is missing"
                            + Nearest.hint(name, place.object().keySet()));
        } else {
            type(member, namespace);
        }
    }

    /** Remembers a named type, and returns the namespace for what is inside it. */
    private String define(JsonPlace place, String namespace) {
        String name = place.text("name");
        String own = place.text("namespace") == null ? namespace : place.text("namespace");
        if (name == null) {
            problem(place, "a " + place.text("type") + " needs a 'name'");
            return own;
        }
        String fullName = full(name, own);
        for (String part : fullName.split("\\.", -1)) {
            if (!NAME.matcher(part).matches()) {
                problem(
                        place,
                        "illegal name '" + fullName + "': letters, digits and _ only, not starting with a digit");
                break;
            }
        }
        if (PRIMITIVES.contains(fullName)) {
            problem(place, "the name '" + fullName + "' is a type of Avro's own");
        }
        JsonPlace earlier = named.putIfAbsent(fullName, place);
        if (earlier != null) {
            problem(place, "the type '" + fullName + "' is defined twice, first in line " + earlier.line());
        }
        return fullName.contains(".") ? fullName.substring(0, fullName.lastIndexOf('.')) : "";
    }

    private void record(JsonPlace place, String namespace) {
        JsonPlace fields = place.object().get("fields");
        if (fields == null || !(fields.value() instanceof List<?>)) {
            problem(
                    place,
                    "a record needs 'fields', a list"
                            + Nearest.hint("fields", place.object().keySet()));
            return;
        }
        Map<String, JsonPlace> seen = new HashMap<>();
        for (JsonPlace field : fields.list()) {
            field(field, namespace, seen);
        }
    }

    private void field(JsonPlace field, String namespace, Map<String, JsonPlace> seen) {
        String name = field.text("name");
        if (name == null) {
            problem(
                    field,
                    "a field needs a 'name'"
                            + Nearest.hint("name", field.object().keySet()));
        } else if (!NAME.matcher(name).matches()) {
            problem(field, "illegal field name '" + name + "': letters, digits and _ only, not starting with a digit");
        } else if (seen.containsKey(name)) {
            problem(
                    field,
                    "duplicate field '" + name + "', first in line "
                            + seen.get(name).line());
        } else {
            seen.put(name, field);
        }
        JsonPlace type = field.object().get("type");
        rules(field);
        if (type == null) {
            problem(
                    field,
                    "field '" + name + "' needs a 'type'"
                            + Nearest.hint("type", field.object().keySet()));
        } else {
            type(type, namespace);
        }
    }

    private void enumSymbols(JsonPlace place, String namespace) {
        define(place, namespace);
        JsonPlace symbols = place.object().get("symbols");
        if (symbols == null || symbols.list().isEmpty()) {
            problem(place, "the enum '" + place.text("name") + "' has no symbols; an enum needs at least one");
            return;
        }
        Set<Object> seen = new HashSet<>();
        for (JsonPlace symbol : symbols.list()) {
            if (!(symbol.value() instanceof String text) || !NAME.matcher(text).matches()) {
                problem(
                        symbol,
                        "illegal symbol " + symbol.plain() + ": letters, digits and _ only, not starting with a digit");
            }
            if (!seen.add(symbol.value())) {
                problem(symbol, "the symbol '" + symbol.value() + "' occurs twice");
            }
        }
    }

    private void fixedSize(JsonPlace place, String namespace) {
        define(place, namespace);
        JsonPlace size = place.object().get("size");
        if (size == null || !(size.value() instanceof Integer bytes) || bytes < 0) {
            problem(size == null ? place : size, "a fixed needs a 'size', a number of bytes");
        }
    }

    /** Avro itself would ignore a decimal that is none. */
    private void decimal(JsonPlace place) {
        JsonPlace scale = place.object().get("scale");
        Object digits = scale == null ? (Integer) 0 : scale.value();
        JsonPlace precision = place.object().get("precision");
        if (precision == null || !(precision.value() instanceof Integer most) || most < 1) {
            problem(place, "a decimal needs a 'precision', a number of digits");
        } else if (!(digits instanceof Integer behind) || behind < 0 || behind > most) {
            problem(place, "the 'scale' of a decimal must be 0 to its precision of " + most + ", got " + digits);
        }
    }

    private void rules(JsonPlace place) {
        for (String property : RuleReader.PROPERTIES) {
            JsonPlace rule = place.object().get(property);
            Optional<Kind> kind = kind(place);
            // What a name stands for is known when the schema is compiled.
            if (rule != null && kind.isPresent()) {
                RuleReader.problems(property, rule.plain(), kind.get()).forEach(text -> problem(rule, text));
            }
        }
    }

    private static Optional<Kind> kind(JsonPlace place) {
        JsonPlace type = place.object().get("type");
        if (type == null) {
            return Optional.empty();
        }
        if (type.value() instanceof String name) {
            return Kind.of(name, place.text("logicalType"));
        }
        return type.value() instanceof List<?> ? Optional.of(Kind.UNION) : kind(type);
    }

    private void problem(JsonPlace place, String what) {
        problems.add(new Problem(place.at(file), what));
    }

    private static String full(String name, String namespace) {
        return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
    }
}
