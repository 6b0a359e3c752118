package io.datastorm.generator.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code "arg.properties"}, the rules of Confluent's avro-random-generator, with the meaning that they have
 * there.
 *
 * @see <a href="https://github.com/confluentinc/avro-random-generator">avro-random-generator</a>
 */
final class ArgReader {
    static final String PROPERTY = "arg.properties";

    private static final Length DEFAULT_LENGTH = new Length(8, 15);
    /** They mean nothing to the original either. */
    private static final Set<String> WITHOUT_MEANING = Set.of("session", "session-sibling-int-hash");

    private static final Map<String, Set<Kind>> KINDS = Map.of(
            "options", EnumSet.allOf(Kind.class),
            "iteration", EnumSet.of(Kind.BOOLEAN, Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE, Kind.STRING),
            "range", EnumSet.of(Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE, Kind.DECIMAL),
            "length", EnumSet.of(Kind.STRING, Kind.BYTES, Kind.ARRAY, Kind.MAP),
            "regex", EnumSet.of(Kind.STRING),
            "prefix", EnumSet.of(Kind.STRING),
            "suffix", EnumSet.of(Kind.STRING),
            "keys", EnumSet.of(Kind.MAP),
            "odds", EnumSet.of(Kind.BOOLEAN));

    private final Kind kind;
    private final Set<Kind> accepted;
    private final List<String> problems;
    private final RuleParts rule = new RuleParts();

    /** For a type; or for a branch of a union, whose other branches are accepted too. */
    ArgReader(Kind kind, Set<Kind> accepted, List<String> problems) {
        this.kind = kind;
        this.accepted = accepted;
        this.problems = problems;
    }

    Rule read(JsonParts all) {
        Set<String> known = new HashSet<>(KINDS.keySet());
        known.addAll(WITHOUT_MEANING);
        all.only(known);
        JsonParts json = all.forKind(KINDS, kind, accepted);
        if (json.empty()) {
            return Rule.NONE;
        }
        if (json.has("options")) {
            rule.choices = options(json);
        } else if (json.has("iteration")) {
            json.object("iteration").ifPresent(this::iteration);
            affixes(json);
        } else {
            rest(json);
        }
        return rule.rule();
    }

    private void rest(JsonParts json) {
        json.object("range").ifPresent(this::range);
        rule.length = length(json).orElse(kind.sized() && !json.has("regex") ? DEFAULT_LENGTH : null);
        rule.pattern = json.text("regex").orElse(null);
        Optional.ofNullable(rule.pattern)
                .flatMap(PatternCheck::problem)
                .ifPresent(what -> json.problem("regex " + what));
        rule.odds = json.share("odds").orElse(null);
        rule.keys = json.object("keys")
                .map(keys -> new ArgReader(Kind.STRING, EnumSet.of(Kind.STRING), problems).read(keys))
                .orElse(null);
        affixes(json);
    }

    private void affixes(JsonParts json) {
        rule.prefix = json.text("prefix").orElse("");
        rule.suffix = json.text("suffix").orElse("");
    }

    private Choices options(JsonParts json) {
        if (json.get("options") instanceof List<?> list) {
            if (list.isEmpty()) {
                json.problem("options must have at least one value");
            }
            return new Choices(Collections.unmodifiableList(new ArrayList<>(list)), List.of(), Optional.empty());
        }
        if (!(json.get("options") instanceof Map<?, ?>)) {
            json.problem("options must be a list of values, or an object with file and encoding, got "
                    + json.get("options"));
            return Choices.of(List.of());
        }
        JsonParts file = json.object("options").orElseThrow();
        file.only(Set.of("file", "encoding"));
        Optional<String> name = file.text("file");
        Optional<String> encoding = file.text("encoding");
        if (name.isEmpty() && !file.has("file")) {
            file.problem("file is missing");
        }
        if (encoding.filter(given -> given.equals("json") || given.equals("binary"))
                .isEmpty()) {
            file.problem("encoding must be json or binary"
                    + encoding.map(given -> ", got '" + given + "'").orElse(""));
        }
        return new Choices(
                List.of(),
                List.of(),
                name.map(given -> new Choices.ChoiceFile(given, encoding.equals(Optional.of("binary")))));
    }

    private void range(JsonParts range) {
        range.only(Set.of("min", "max"));
        if (!range.has("min") && !range.has("max")) {
            range.problem("needs min or max");
        }
        rule.range = Range.read(range, kind, true);
    }

    private Optional<Length> length(JsonParts json) {
        if (!(json.get("length") instanceof Map<?, ?>)) {
            return json.whole("length").flatMap(exact -> length(json, exact, exact));
        }
        JsonParts length = json.object("length").orElseThrow();
        length.only(Set.of("min", "max"));
        if (!length.has("min") && !length.has("max")) {
            length.problem("needs min or max");
        }
        long least = length.whole("min").orElse(0L);
        // The original goes up to two billion, which no topic takes.
        long most = length.whole("max").map(max -> max - 1).orElse(Math.max(least, 8) * 2 - 1);
        if (least >= 0 && most < least) {
            length.problem("min must be less than max, which is not possible itself: got %d and %d"
                    .formatted(least, most + 1));
            return Optional.empty();
        }
        return length(length, least, most);
    }

    private static Optional<Length> length(JsonParts json, long least, long most) {
        if (least < 0 || most > Length.MOST) {
            json.problem("a length must be 0 to %,d, got %,d".formatted(Length.MOST, least < 0 ? least : most));
            return Optional.empty();
        }
        return Optional.of(new Length((int) least, (int) most));
    }

    private void iteration(JsonParts json) {
        if (!json.has("start")) {
            json.problem("start is missing");
            return;
        }
        if (kind == Kind.BOOLEAN) {
            json.only(Set.of("start"));
            rule.toggle = json.flag("start").orElse(false);
        } else if (kind.floating()) {
            json.only(Counting.KEYS);
            rule.fractions = Counting.fractions(json).orElse(null);
        } else {
            json.only(Counting.KEYS);
            rule.iteration = Counting.of(json, kind).orElse(null);
        }
    }
}
