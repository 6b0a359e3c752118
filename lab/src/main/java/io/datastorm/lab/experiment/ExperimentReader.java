package io.datastorm.lab.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.lab.stats.Repeats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads an experiment's YAML: {@code base} options that all runs have, and either {@code factors} with their levels,
 * all combinations of which are variants, or named {@code variants} with their own options. {@code quick} options take
 * the place of the base ones for a first look. The option {@code jvm} is for the run's JVM; {@code launcher},
 * {@code command}, {@code needs} and {@code setup} are those of a {@link ExternalClient}.
 */
public final class ExperimentReader {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What a variant may have beside options of {@code datastorm run}. */
    public static final List<String> KEYS = List.of("jvm", "launcher", "command", "needs", "setup");

    private static final List<String> SUBJECTS = List.of("broker", "generator", "disk", "rate");
    /** It becomes part of a directory's name. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private static final String REPEATS = "repeats";

    private ExperimentReader() {}

    /** The file as it is written. */
    record Document(
            String name,
            String question,
            String subject,
            Integer repeats,
            boolean ladder,
            String budget,
            Map<String, String> base,
            Map<String, List<String>> factors,
            Map<String, Map<String, String>> variants,
            Map<String, String> before,
            Map<String, String> quick) {
        Document {
            base = base == null ? Map.of() : base;
            factors = factors == null ? Map.of() : factors;
            variants = variants == null ? Map.of() : variants;
            before = before == null ? Map.of() : before;
            quick = quick == null ? Map.of() : quick;
        }
    }

    /**
     * Reads one.
     *
     * @param where the file, for messages
     * @param quick whether a first look suffices
     * @throws InvalidInput if it is not an experiment
     */
    public static Experiment read(String where, String text, boolean quick) {
        Document document = parse(where, text);
        if (document == null || document.name() == null || document.question() == null) {
            throw new InvalidInput(where, "an experiment needs a name and a question");
        }
        if (!document.name().matches(NAME)) {
            throw new InvalidInput(
                    where,
                    "name: must consist of letters, digits, '.', '_' and '-', and begin with a letter or digit, got '"
                            + document.name() + "'");
        }
        if (document.factors().values().stream().anyMatch(levels -> levels == null || levels.isEmpty())) {
            throw new InvalidInput(where, "a factor needs levels, such as acks: [0, 1, all]");
        }
        if (document.factors().isEmpty() == document.variants().isEmpty()) {
            throw new InvalidInput(where, "an experiment needs either factors with levels, or named variants");
        }
        Map<String, String> base = new LinkedHashMap<>(document.base());
        if (quick) {
            base.putAll(document.quick());
        }
        String repeats = base.remove(REPEATS);
        List<Variant> variants = variants(document, base);
        String subject = document.subject() == null ? "" : document.subject();
        if (!subject.isEmpty() && !SUBJECTS.contains(subject)) {
            throw new InvalidInput(
                    where,
                    "subject: must be one of " + String.join(", ", SUBJECTS) + ", got '" + subject + "'"
                            + Nearest.hint(subject, SUBJECTS));
        }
        Experiment experiment = new Experiment(
                document.name(), document.question(), variants, 0, subject, document.ladder(), budget(where, document));
        int times = quick ? whole(where, repeats == null ? "2" : repeats) : repeats(document, experiment);
        if (variants.size() < 2 || times < 1) {
            throw new InvalidInput(
                    where,
                    "an experiment needs at least two variants and one repeat, got " + variants.size() + " and "
                            + times);
        }
        return experiment.with(variants, times);
    }

    private static Optional<Duration> budget(String where, Document document) {
        try {
            return Optional.ofNullable(document.budget()).map(Quantities::duration);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(where, "budget: " + e.getMessage());
        }
    }

    /** As many as it says; else enough that a difference can be told at all. */
    private static int repeats(Document document, Experiment experiment) {
        return document.repeats() == null ? Repeats.least(experiment.comparisons()) : document.repeats();
    }

    private static int whole(String where, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput(where, "quick.repeats: must be a whole number, got '" + text + "'");
        }
    }

    private static Document parse(String where, String text) {
        try {
            return MAPPER.readValue(text, Document.class);
        } catch (UnrecognizedPropertyException e) {
            List<String> known =
                    e.getKnownPropertyIds().stream().map(Object::toString).toList();
            throw new InvalidInput(
                    at(where, e),
                    "unknown key '" + e.getPropertyName() + "'" + Nearest.hint(e.getPropertyName(), known));
        } catch (MismatchedInputException e) {
            throw new InvalidInput(at(where, e), path(e) + ": " + expected(e));
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    at(where, e),
                    "is not an experiment: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private static String expected(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "must be a list, such as [5ms, 25ms]";
        }
        if (type != null && (Map.class.isAssignableFrom(type) || type == Document.class)) {
            return "must be a map, such as { linger: 5ms }";
        }
        return "is not what belongs there; 'docs/lab.md' has an example";
    }

    private static String at(String where, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? where : where + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private static List<Variant> variants(Document document, Map<String, String> base) {
        Map<String, Map<String, String>> named = document.variants();
        if (named.isEmpty()) {
            named = new LinkedHashMap<>();
            for (Map<String, String> levels : combinations(document.factors())) {
                named.put(name(levels), levels);
            }
        }
        List<Variant> variants = new ArrayList<>();
        named.forEach((name, own) -> {
            Map<String, String> options = new LinkedHashMap<>(base);
            options.putAll(own == null ? Map.of() : own);
            String jvm = taken(options, "jvm");
            ExternalClient client = client(name, options);
            variants.add(new Variant(
                    name,
                    group(document, own),
                    options,
                    jvm,
                    client,
                    Objects.toString(document.before().get(name), "")));
        });
        return variants;
    }

    private static String taken(Map<String, String> options, String key) {
        return Objects.requireNonNullElse(options.remove(key), "");
    }

    private static ExternalClient client(String variant, Map<String, String> options) {
        String command = taken(options, "command");
        List<String> needs = Arrays.stream(taken(options, "needs").split(" ", -1))
                .filter(need -> !need.isBlank())
                .toList();
        String setup = taken(options, "setup");
        String launcher = taken(options, "launcher");
        if (!command.isBlank() && !launcher.isEmpty()) {
            throw new InvalidInput(variant, "has a launcher and a command: leave one of them out");
        }
        if (command.isBlank() && !(needs.isEmpty() && setup.isEmpty())) {
            throw new InvalidInput(variant, "has needs or a setup, but no command: add the command, or leave them out");
        }
        return new ExternalClient(command.isBlank() ? "" : command, needs, setup, launcher);
    }

    /** All factors but the last one. */
    private static String group(Document document, Map<String, String> levels) {
        Map<String, String> shared = new LinkedHashMap<>();
        List<String> factors = List.copyOf(document.factors().keySet());
        factors.subList(0, Math.max(0, factors.size() - 1)).forEach(factor -> shared.put(factor, levels.get(factor)));
        return name(shared);
    }

    private static String name(Map<String, String> levels) {
        return levels.entrySet().stream()
                .map(level -> level.getKey() + "=" + level.getValue())
                .collect(Collectors.joining(" "));
    }

    private static List<Map<String, String>> combinations(Map<String, List<String>> factors) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> factor : factors.entrySet()) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String level : factor.getValue()) {
                    Map<String, String> longer = new LinkedHashMap<>(combination);
                    longer.put(factor.getKey(), level);
                    more.add(longer);
                }
            }
            combinations = more;
        }
        return combinations;
    }
}
