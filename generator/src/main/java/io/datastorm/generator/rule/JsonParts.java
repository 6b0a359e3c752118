package io.datastorm.generator.rule;

import io.datastorm.generator.input.Nearest;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object of a rule, read strictly. What is wrong with it goes to a list, after the name of the object. */
final class JsonParts {
    private final String name;
    private final Map<?, ?> members;
    private final List<String> problems;

    JsonParts(String name, Map<?, ?> members, List<String> problems) {
        this.name = name;
        this.members = members;
        this.problems = problems;
    }

    boolean has(String key) {
        return members.get(key) != null;
    }

    Object get(String key) {
        return members.get(key);
    }

    /** The names of what it has. */
    Collection<String> keys() {
        return new TreeSet<>(members.keySet().stream().map(String::valueOf).toList());
    }

    /**
     * What of it is for a type. What is for none of the accepted types is a problem.
     *
     * @param kinds for which types each key is; a key that is not in it is for all
     * @param accepted the type; or all branches of the union that it is one of
     */
    JsonParts forKind(Map<String, Set<Kind>> kinds, Kind kind, Set<Kind> accepted) {
        Map<Object, Object> own = new LinkedHashMap<>();
        members.forEach((key, value) -> {
            Set<Kind> of = kinds.getOrDefault(key.toString(), EnumSet.allOf(Kind.class));
            if (of.contains(kind)) {
                own.put(key, value);
            } else if (Collections.disjoint(of, accepted)) {
                problem(Kind.meaningless(key.toString(), kind, of));
            }
        });
        return new JsonParts(name, own, problems);
    }

    /** Whether it says nothing. */
    boolean empty() {
        return members.isEmpty();
    }

    /** What it has beyond these is a problem. */
    void only(Collection<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                problem("unknown key '" + key + "'; there are " + String.join(", ", new TreeSet<>(known))
                        + Nearest.hint(key, known));
            }
        }
    }

    Optional<BigDecimal> number(String key) {
        if (members.get(key) instanceof Number number) {
            try {
                return Optional.of(new BigDecimal(number.toString()));
            } catch (NumberFormatException e) {
                problem(key + " must be a number, got " + number);
                return Optional.empty();
            }
        }
        return missing(key, "a number");
    }

    /** A whole number of type long. */
    Optional<Long> whole(String key) {
        Optional<BigDecimal> number = number(key);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(number.get().longValueExact());
        } catch (ArithmeticException e) {
            problem(key + " must be a whole number of 64 bits, got "
                    + number.get().toPlainString());
            return Optional.empty();
        }
    }

    /** A number from 0 to 1. */
    Optional<Double> share(String key) {
        Optional<Double> share = number(key).map(BigDecimal::doubleValue);
        if (share.filter(part -> part < 0 || part > 1).isPresent()) {
            problem(key + " must be 0 to 1, got " + members.get(key));
            return Optional.empty();
        }
        return share;
    }

    Optional<String> text(String key) {
        return members.get(key) instanceof String text ? Optional.of(text) : missing(key, "a string");
    }

    Optional<Boolean> flag(String key) {
        return members.get(key) instanceof Boolean flag ? Optional.of(flag) : missing(key, "true or false");
    }

    Optional<JsonParts> object(String key) {
        return members.get(key) instanceof Map<?, ?> map
                ? Optional.of(new JsonParts(path(key), map, problems))
                : missing(key, "an object");
    }

    private <T> Optional<T> missing(String key, String wanted) {
        if (members.get(key) != null) {
            problem(key + " must be " + wanted + ", got " + members.get(key));
        }
        return Optional.empty();
    }

    private String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    void problem(String what) {
        problems.add(name.isEmpty() ? what : name + ": " + what);
    }
}
