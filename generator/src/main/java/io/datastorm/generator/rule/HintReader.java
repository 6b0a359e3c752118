package io.datastorm.generator.rule;

import io.datastorm.generator.input.Nearest;
import java.math.BigDecimal;
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

/** Reads {@code "datastorm"}, DataStorm's own rules; docs/data.md explains each of them. */
final class HintReader {
    static final String PROPERTY = "datastorm";

    /** What is for some types only; in a union each branch takes what is for it. */
    private static final Map<String, Set<Kind>> KINDS = Map.of(
            "decimals", EnumSet.of(Kind.FLOAT, Kind.DOUBLE, Kind.DECIMAL),
            "pattern", EnumSet.of(Kind.STRING),
            "faker", EnumSet.of(Kind.STRING),
            "prefix", EnumSet.of(Kind.STRING),
            "suffix", EnumSet.of(Kind.STRING),
            "odds", EnumSet.of(Kind.BOOLEAN),
            "null", EnumSet.of(Kind.UNION),
            "sequence", EnumSet.of(Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE),
            "timestamp", EnumSet.of(Kind.INT, Kind.LONG, Kind.STRING));

    private static final Set<Kind> STAMPED = EnumSet.of(Kind.INT, Kind.LONG, Kind.STRING);
    private static final Set<String> STAMPS = Set.of("sequence", "timestamp", "none");
    private static final Set<String> KEYS = Set.of(
            "stamp",
            "sequence",
            "timestamp",
            "min",
            "max",
            "decimals",
            "oneOf",
            "weights",
            "pattern",
            "faker",
            "prefix",
            "suffix",
            "odds",
            "distribution",
            "null",
            "unique",
            "ref");
    private static final int MOST_DECIMALS = 15;

    private final Kind kind;
    /** Whether what means nothing for the type is no problem. */
    private final boolean lenient;

    private final List<String> problems;
    private final RuleParts rule = new RuleParts();

    HintReader(Kind kind, List<String> problems) {
        this(kind, kind == Kind.UNION, problems);
    }

    private HintReader(Kind kind, boolean lenient, List<String> problems) {
        this.kind = kind;
        this.lenient = lenient;
        this.problems = problems;
    }

    /** For a rule of a union's field: what is for other branches is no problem. */
    static HintReader ofBranch(Kind kind, List<String> problems) {
        return new HintReader(kind, true, problems);
    }

    Rule read(Object json) {
        if (json instanceof String stamp) {
            stamp(stamp);
        } else if (json instanceof Map<?, ?> map) {
            object(new JsonParts("", map, problems));
        } else {
            problems.add("a hint is a string or an object, got " + json);
        }
        return rule.rule();
    }

    private void stamp(String name) {
        if (!STAMPS.contains(name)) {
            problems.add("unknown hint '" + name + "'; known are sequence, timestamp and none, or an object with "
                    + String.join(", ", new java.util.TreeSet<>(KEYS)) + Nearest.hint(name, STAMPS));
            return;
        }
        if (!lenient && !name.equals("none") && !STAMPED.contains(kind)) {
            problems.add(meaningless(name, STAMPED));
        }
        rule.stamp = Rule.Stamped.valueOf(name.toUpperCase(Locale.ROOT));
        if (rule.stamp == Rule.Stamped.TIMESTAMP && rule.time == null) {
            rule.time = Rule.Time.NOW;
        }
    }

    private void object(JsonParts json) {
        json.keys().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> json.problem("unknown hint '" + key + "'; hints are "
                        + String.join(", ", new java.util.TreeSet<>(KEYS)) + Nearest.hint(key, KEYS)));
        json.keys().forEach(key -> requireKind(json, key));
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
        distribution(json);
    }

    private void requireKind(JsonParts json, String key) {
        Set<Kind> of = KINDS.getOrDefault(key, EnumSet.allOf(Kind.class));
        if (!lenient && !of.contains(kind)) {
            json.problem(meaningless(key, of));
        }
    }

    private String meaningless(String key, Set<Kind> of) {
        return "%s means nothing for the type %s; it is for %s"
                .formatted(
                        key,
                        kind,
                        String.join(", ", of.stream().map(Kind::toString).toList()));
    }

    private void limits(JsonParts json) {
        Optional<BigDecimal> min = json.number("min");
        Optional<BigDecimal> max = json.number("max");
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            json.problem("min " + min.get().toPlainString() + " is above max "
                    + max.get().toPlainString());
        } else if (kind.sized() && (min.isPresent() || max.isPresent())) {
            long least = json.whole("min").orElse(0L);
            long most = json.whole("max").orElse(Math.max(least, 16));
            if (least < 0 || most > Length.MOST) {
                json.problem(
                        "min and max of a size must be 0 to %,d, got %,d to %,d".formatted(Length.MOST, least, most));
            } else {
                rule.length = new Length((int) least, (int) Math.max(least, most));
            }
        } else if (fits(json, "min", min) && fits(json, "max", max)) {
            rule.range = new Range(min, max, false);
        }
    }

    private boolean fits(JsonParts json, String key, Optional<BigDecimal> limit) {
        long most = kind == Kind.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
        boolean beyond = kind.whole()
                && limit.map(BigDecimal::abs)
                        .filter(number -> number.compareTo(BigDecimal.valueOf(most)) > 0)
                        .isPresent();
        if (beyond) {
            json.problem("%s must be a number of %d bits, got %s"
                    .formatted(key, kind == Kind.INT ? 32 : 64, limit.get().toPlainString()));
        }
        return !beyond;
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
        } else if (kind == Kind.FLOAT || kind == Kind.DOUBLE) {
            rule.fractions = Counting.fractions(json).orElse(null);
        } else {
            boolean narrow = kind == Kind.INT;
            rule.iteration = Counting.of(
                            json,
                            narrow ? Integer.MIN_VALUE : Long.MIN_VALUE,
                            narrow ? Integer.MAX_VALUE : Long.MAX_VALUE)
                    .orElse(null);
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
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("([+-]?\\d{1,9})(ms|s|m|h|d)").matcher(text);
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
        if (!json.has("distribution")) {
            return;
        }
        if (!lenient && !kind.number()) {
            json.problem("distribution is for numbers, not for the type " + kind);
        }
        JsonParts shape = json.get("distribution") instanceof String name
                ? new JsonParts("distribution", Map.of("type", name), problems)
                : json.object("distribution").orElse(null);
        if (shape != null) {
            rule.distribution = distributionOf(shape);
        }
    }

    private Distribution distributionOf(JsonParts json) {
        String type = json.text("type").orElse("");
        switch (type) {
            case "uniform" -> {
                json.only(Set.of("type"));
                return new Distribution.Uniform();
            }
            case "normal" -> {
                json.only(Set.of("type", "mean", "deviation"));
                return new Distribution.Normal(parameter(json, "mean", false), parameter(json, "deviation", true));
            }
            case "lognormal" -> {
                json.only(Set.of("type", "mu", "sigma"));
                return new Distribution.LogNormal(parameter(json, "mu", false), parameter(json, "sigma", true));
            }
            case "exponential" -> {
                json.only(Set.of("type", "mean"));
                return new Distribution.Exponential(parameter(json, "mean", true));
            }
            case "zipf" -> {
                json.only(Set.of("type", "exponent"));
                if (!rule.range.given() || rule.range.max().isEmpty()) {
                    problems.add("distribution: zipf needs max, the number that occurs least");
                }
                return new Distribution.Zipf(json.has("exponent") ? parameter(json, "exponent", true) : 1);
            }
            case "quantiles" -> {
                json.only(Set.of("type", "values"));
                return quantiles(json);
            }
            default -> {
                List<String> known = List.of("uniform", "normal", "lognormal", "exponential", "zipf", "quantiles");
                json.problem("type must be one of " + String.join(", ", known) + ", got '" + type + "'"
                        + Nearest.hint(type, known));
                return null;
            }
        }
    }

    private static Distribution quantiles(JsonParts json) {
        List<Double> values = new ArrayList<>();
        if (json.get("values") instanceof List<?> list) {
            list.forEach(item -> values.add(item instanceof Number number ? number.doubleValue() : Double.NaN));
        }
        boolean grows = values.size() >= 2;
        for (int i = 1; i < values.size(); i++) {
            grows &= values.get(i) >= values.get(i - 1);
        }
        if (!grows) {
            json.problem("values must be two numbers or more that do not fall, got " + json.get("values"));
            return new Distribution.Uniform();
        }
        return new Distribution.Quantiles(List.copyOf(values));
    }

    private static double parameter(JsonParts json, String key, boolean positive) {
        if (!json.has(key)) {
            json.problem(key + " is missing");
            return 1;
        }
        double number = json.number(key).map(BigDecimal::doubleValue).orElse(1.0);
        if (positive && !(number > 0)) {
            json.problem(key + " must be above 0, got " + json.get(key));
        }
        return number;
    }
}
