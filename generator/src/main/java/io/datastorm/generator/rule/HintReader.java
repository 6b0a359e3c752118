package io.datastorm.generator.rule;

import io.datastorm.generator.input.Nearest;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code "datastorm"}, DataStorm's own rules; docs/data.md explains each of them. */
final class HintReader {
    static final String PROPERTY = "datastorm";

    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE, Kind.DECIMAL);
    private static final Set<Kind> MEASURED = EnumSet.of(
            Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE, Kind.DECIMAL, Kind.STRING, Kind.BYTES, Kind.ARRAY, Kind.MAP);
    private static final Set<Kind> TEXT = EnumSet.of(Kind.STRING);
    private static final Set<Kind> STAMPED = EnumSet.of(Kind.INT, Kind.LONG, Kind.STRING);

    /** For which types each rule is. */
    private static final Map<String, Set<Kind>> KINDS = Map.ofEntries(
            Map.entry("stamp", EnumSet.allOf(Kind.class)),
            Map.entry("sequence", EnumSet.of(Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE)),
            Map.entry("timestamp", STAMPED),
            Map.entry("min", MEASURED),
            Map.entry("max", MEASURED),
            Map.entry("decimals", EnumSet.of(Kind.FLOAT, Kind.DOUBLE, Kind.DECIMAL)),
            Map.entry("oneOf", EnumSet.allOf(Kind.class)),
            Map.entry("weights", EnumSet.allOf(Kind.class)),
            Map.entry("pattern", TEXT),
            Map.entry("faker", TEXT),
            Map.entry("prefix", TEXT),
            Map.entry("suffix", TEXT),
            Map.entry("odds", EnumSet.of(Kind.BOOLEAN)),
            Map.entry("distribution", NUMBERS),
            Map.entry("null", EnumSet.of(Kind.UNION)),
            Map.entry("unique", EnumSet.allOf(Kind.class)),
            Map.entry("ref", EnumSet.allOf(Kind.class)),
            Map.entry(Entity.NAME, EnumSet.allOf(Kind.class)));

    private static final Set<String> STAMPS = Set.of("sequence", "timestamp", "none");
    private static final Pattern TIME = Pattern.compile("([+-]?\\d{1,9})(ms|s|m|h|d)");
    private static final int MOST_DECIMALS = 15;

    private final Kind kind;
    private final Set<Kind> accepted;
    private final List<String> problems;
    private final RuleParts rule = new RuleParts();

    /** For a type; or for a branch of a union, whose other branches are accepted too. */
    HintReader(Kind kind, Set<Kind> accepted, List<String> problems) {
        this.kind = kind;
        this.accepted = accepted;
        this.problems = problems;
    }

    Rule read(Object json) {
        if (json instanceof String stamp) {
            stamp(stamp);
        } else if (json instanceof Map<?, ?> map) {
            object(new JsonParts("", map, problems));
        } else {
            problems.add("a rule is a string or an object, got " + json);
        }
        return rule.rule();
    }

    private static String known() {
        return String.join(", ", new TreeSet<>(KINDS.keySet()));
    }

    private void stamp(String name) {
        if (!STAMPS.contains(name)) {
            problems.add("unknown rule '" + name + "'; known are sequence, timestamp and none, or an object with "
                    + known() + Nearest.hint(name, STAMPS));
        } else if (name.equals("none") || STAMPED.contains(kind)) {
            rule.stamp = Rule.Stamped.valueOf(name.toUpperCase(Locale.ROOT));
            rule.time = rule.stamp == Rule.Stamped.TIMESTAMP ? Rule.Time.NOW : null;
        } else if (Collections.disjoint(STAMPED, accepted)) {
            problems.add(Kind.meaningless(name, kind, STAMPED));
        }
    }

    private void object(JsonParts all) {
        all.keys().stream()
                .filter(key -> !KINDS.containsKey(key))
                .forEach(key -> all.problem(
                        "unknown rule '" + key + "'; rules are " + known() + Nearest.hint(key, KINDS.keySet())));
        JsonParts json = all.forKind(KINDS, kind, accepted);
        json.text("stamp").ifPresent(this::stamp);
        json.object("sequence").ifPresent(this::sequence);
        json.object("timestamp").ifPresent(this::timestamp);
        limits(json);
        json.whole("decimals").ifPresent(places -> decimals(json, places));
        choices(json);
        rule.pattern = json.text("pattern").orElse(null);
        Optional.ofNullable(rule.pattern)
                .flatMap(PatternCheck::problem)
                .ifPresent(what -> json.problem("pattern " + what));
        rule.expression = json.text("faker").orElse(null);
        rule.prefix = json.text("prefix").orElse("");
        rule.suffix = json.text("suffix").orElse("");
        rule.odds = json.share("odds").orElse(null);
        rule.nulls = json.share("null").orElse(null);
        rule.unique = json.flag("unique").orElse(false);
        rule.reference = json.text("ref").orElse(null);
        rule.entity = Entity.read(json).orElse(null);
        distribution(json);
    }

    private void limits(JsonParts json) {
        if (!kind.sized()) {
            rule.range = Range.read(json, kind, false);
        } else if (json.has("min") || json.has("max")) {
            long least = json.whole("min").orElse(0L);
            long most = json.whole("max").orElse(Math.max(least, 16));
            if (least < 0 || most > Length.MOST || least > most) {
                json.problem("min and max of a size must be 0 to %,d and grow, got %,d to %,d"
                        .formatted(Length.MOST, least, most));
            } else {
                rule.length = new Length((int) least, (int) most);
            }
        }
    }

    private void decimals(JsonParts json, long places) {
        if (places < 0 || places > MOST_DECIMALS) {
            json.problem("decimals must be 0 to %d, got %d".formatted(MOST_DECIMALS, places));
        } else {
            rule.decimals = OptionalInt.of((int) places);
        }
    }

    private void choices(JsonParts json) {
        if (json.has("oneOf") && !(json.get("oneOf") instanceof List<?> list && !list.isEmpty())) {
            json.problem("oneOf must be a list with values");
            return;
        }
        if (json.has("weights") && !json.has("oneOf")) {
            json.problem("weights need oneOf, a list of as many values");
            return;
        }
        if (json.has("oneOf")) {
            List<Object> values = Collections.unmodifiableList(new ArrayList<>((List<?>) json.get("oneOf")));
            rule.choices = new Choices(values, weights(json, values.size()), Optional.empty());
        }
    }

    private List<Double> weights(JsonParts json, int count) {
        if (!json.has("weights")) {
            return List.of();
        }
        List<Double> weights = new ArrayList<>();
        if (json.get("weights") instanceof List<?> list) {
            for (Object item : list) {
                weights.add(item instanceof Number number ? number.doubleValue() : Double.NaN);
            }
        }
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        boolean negative = weights.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite());
        if (weights.size() != count || negative || !(sum > 0)) {
            json.problem("weights must be %d numbers of 0 or more that do not sum to 0, got %s"
                    .formatted(count, json.get("weights")));
            return List.of();
        }
        return List.copyOf(weights);
    }

    private void sequence(JsonParts json) {
        rule.stamp = Rule.Stamped.SEQUENCE;
        json.only(Counting.KEYS);
        if (!json.has("start")) {
            json.problem("start is missing");
        } else if (kind.floating()) {
            rule.fractions = Counting.fractions(json).orElse(null);
        } else {
            rule.iteration = Counting.of(json, kind).orElse(null);
        }
    }

    private void timestamp(JsonParts json) {
        rule.stamp = Rule.Stamped.TIMESTAMP;
        json.only(Set.of("offset", "jitter", "pattern"));
        long offset = json.text("offset").map(text -> millis(json, text)).orElse(0L);
        long jitter = json.text("jitter").map(text -> millis(json, text)).orElse(0L);
        Optional<String> pattern = json.text("pattern");
        pattern.ifPresent(text -> {
            try {
                DateTimeFormatter unused = DateTimeFormatter.ofPattern(text, Locale.ROOT);
            } catch (IllegalArgumentException e) {
                json.problem("pattern '%s' is not one of java.time's DateTimeFormatter".formatted(text));
            }
        });
        if (jitter < 0) {
            json.problem("jitter must not be negative, got " + json.get("jitter"));
            jitter = 0;
        }
        rule.time = new Rule.Time(offset, jitter, pattern);
    }

    /** Reads {@code -2h}, {@code 30s}, {@code 7d}. */
    private static long millis(JsonParts json, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            json.problem("'%s' is not a time; write -2h, 30s or 7d".formatted(text));
            return 0;
        }
        long number = Long.parseLong(matcher.group(1));
        return number
                * switch (matcher.group(2)) {
                    case "ms" -> 1L;
                    case "s" -> 1000L;
                    case "m" -> 60_000L;
                    case "h" -> 3_600_000L;
                    default -> 86_400_000L;
                };
    }

    private void distribution(JsonParts json) {
        if (json.get("distribution") instanceof String name) {
            rule.distribution =
                    DistributionReader.read(new JsonParts("distribution", Map.of("type", name), problems), rule.range);
        } else {
            json.object("distribution")
                    .ifPresent(shape -> rule.distribution = DistributionReader.read(shape, rule.range));
        }
    }
}
