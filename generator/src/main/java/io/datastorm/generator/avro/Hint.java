package io.datastorm.generator.avro;

import com.github.curiousoddman.rgxgen.RgxGen;
import io.datastorm.generator.input.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * What the property {@code "datastorm"} of a field says about its values.
 *
 * <ul>
 *   <li>{@code "sequence"}, {@code "timestamp"}: a slot that stamps refresh
 *   <li>{@code {"min": 0, "max": 100}}: numbers of that range; for strings, bytes, arrays and maps: their size
 *   <li>{@code {"decimals": 2}}: floats and doubles rounded to so many
 *   <li>{@code {"oneOf": ["EUR", "USD"]}}: one of these
 *   <li>{@code {"pattern": "[A-Z]{2}[0-9]{6}"}}: strings that match the regular expression
 * </ul>
 *
 * {@code {"stamp": "sequence", "min": 1}} combines a stamp with others.
 */
record Hint(
        Optional<String> stamp,
        Optional<Double> min,
        Optional<Double> max,
        Optional<Double> decimals,
        List<Object> oneOf,
        Optional<String> pattern) {
    static final String PROPERTY = "datastorm";
    /** Of a value in bytes or characters: brokers take 1 MiB unless they are told otherwise. */
    static final int MAX_SIZE = 64 << 20;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d+))?}");
    static final Set<String> STAMPS = Set.of("sequence", "timestamp", "none");
    private static final Set<String> KEYS = Set.of("stamp", "min", "max", "decimals", "oneOf", "pattern");

    static final Hint NONE = new Hint(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** The hint of a field, or of its schema when the field has none. */
    static Hint of(Schema.Field field) {
        Object own = field.getObjectProp(PROPERTY);
        return own != null ? parse(own) : of(field.schema());
    }

    /** The hint of a schema. */
    static Hint of(JsonProperties schema) {
        Object own = schema.getObjectProp(PROPERTY);
        return own == null ? NONE : parse(own);
    }

    private static Hint parse(Object value) {
        List<String> problems = problems(value);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0));
        }
        if (value instanceof String stamp) {
            return new Hint(
                    Optional.of(stamp),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        }
        Map<?, ?> map = (Map<?, ?>) value;
        List<Object> oneOf = map.get("oneOf") instanceof List<?> list ? List.copyOf(list) : List.of();
        return new Hint(
                Optional.ofNullable((String) map.get("stamp")),
                number(map.get("min")),
                number(map.get("max")),
                number(map.get("decimals")),
                oneOf,
                Optional.ofNullable((String) map.get("pattern")));
    }

    private static Optional<Double> number(Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** Everything wrong with a hint, as Java values of its JSON. */
    static List<String> problems(Object value) {
        if (value instanceof String stamp) {
            return STAMPS.contains(stamp)
                    ? List.of()
                    : List.of("unknown hint '" + stamp + "'; known are sequence, timestamp and none"
                            + Nearest.hint(stamp, STAMPS));
        }
        if (!(value instanceof Map<?, ?> map)) {
            return List.of("a hint is a string or an object, got " + value);
        }
        List<String> problems = new ArrayList<>();
        map.forEach((key, part) -> checkPart(String.valueOf(key), part, problems));
        if (map.get("min") instanceof Number min
                && map.get("max") instanceof Number max
                && min.doubleValue() > max.doubleValue()) {
            problems.add("min " + min + " is above max " + max);
        }
        return problems;
    }

    private static void checkPart(String key, Object part, List<String> problems) {
        switch (key) {
            case "min", "max", "decimals" ->
                require(part instanceof Number, key + " must be a number, got " + part, problems);
            case "oneOf" ->
                require(part instanceof List<?> list && !list.isEmpty(), "oneOf must be a list with values", problems);
            case "stamp" ->
                require(
                        part instanceof String name && STAMPS.contains(name),
                        "stamp must be sequence, timestamp or none, got " + part,
                        problems);
            case "pattern" -> checkPattern(part, problems);
            default ->
                problems.add("unknown hint '" + key + "'; hints are " + String.join(", ", new TreeSet<>(KEYS))
                        + Nearest.hint(key, KEYS));
        }
    }

    private static void checkPattern(Object part, List<String> problems) {
        try {
            RgxGen.parse((String) part);
            require(
                    repetitions((String) part) <= MAX_SIZE,
                    "pattern may make values of more than %,d characters: %s".formatted(MAX_SIZE, part),
                    problems);
        } catch (RuntimeException e) {
            problems.add("pattern could not be read: " + part);
        }
    }

    /** At most: as if all repetitions were nested. */
    private static double repetitions(String pattern) {
        return REPETITION
                .matcher(pattern)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(2) == null ? match.group(1) : match.group(2)))
                .reduce(1, (one, other) -> one * Math.max(1, other));
    }

    private static void require(boolean condition, String problem, List<String> problems) {
        if (!condition) {
            problems.add(problem);
        }
    }

    boolean stampedAs(String name) {
        return stamp.filter(name::equals).isPresent();
    }

    long minOr(long otherwise) {
        return min.map(Double::longValue).orElse(otherwise);
    }

    long maxOr(long otherwise) {
        return max.map(Double::longValue).orElse(otherwise);
    }
}
