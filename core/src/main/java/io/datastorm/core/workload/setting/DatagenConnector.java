package io.datastorm.core.workload.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Names;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.Templates;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of a connector of Confluent's Datagen, as it is given to Kafka Connect: what it says becomes
 * settings of ours, which give way to flags.
 *
 * <p>The connector sleeps up to {@code max.interval} before each record of a task: that is a rate of two records in
 * this time. {@code iterations} are of each task.
 *
 * @see <a href="https://github.com/confluentinc/kafka-connect-datagen">kafka-connect-datagen</a>
 */
public final class DatagenConnector {
    private static final String CONNECTOR = "io.confluent.kafka.connect.datagen.DatagenConnector";
    private static final String VALUES = "value.converter";
    private static final String KEYS = "key.converter";
    private static final String WITH_SCHEMAS = ".schemas.enable";
    private static final String REGISTRY = ".schema.registry.url";
    /** Formats of converters, by their classes; of JsonConverter's, the one without schemas. */
    private static final Map<String, String> FORMATS = Map.of(
            "org.apache.kafka.connect.json.JsonConverter", "json",
            "org.apache.kafka.connect.storage.StringConverter", "string",
            "io.confluent.connect.avro.AvroConverter", "avro-registry",
            "io.confluent.connect.json.JsonSchemaConverter", "json-registry",
            "io.confluent.connect.protobuf.ProtobufConverter", "protobuf-registry");

    private static final List<String> SOURCES = List.of("schema.string", "schema.filename", "quickstart");
    private static final Set<String> KNOWN = Set.of(
            "name",
            "connector.class",
            "kafka.topic",
            "max.interval",
            "iterations",
            "schema.keyfield",
            "random.seed",
            "tasks.max");

    private DatagenConnector() {}

    /** Reads a file; what is wrong with it goes to the list. */
    public static ImportedSettings read(Path file, List<Problem> problems) {
        ImportedSettings read = ImportedSettings.none();
        try {
            new Reader(file, config(file), problems, read).read();
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
        } catch (ArithmeticException e) {
            problems.add(new Problem(file + " iterations", "of all tasks together are too many"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(file + " max.interval", "is a rate that " + e.getMessage()));
        } catch (JsonProcessingException e) {
            problems.add(new Problem(
                    file + ":" + e.getLocation().getLineNr(), "is not the JSON of a connector: an object of settings"));
        }
        return read;
    }

    /** The settings alone, or with the connector's name as the REST interface takes them. */
    private static Map<String, String> config(Path file) throws JsonProcessingException {
        Map<?, ?> json = new ObjectMapper().readValue(InputFile.read(file), Map.class);
        Map<String, String> config = new LinkedHashMap<>();
        if (json == null) {
            throw new InvalidInput(file.toString(), "is not the JSON of a connector: an object of settings");
        }
        if (json.get("config") instanceof Map<?, ?> inner) {
            config.put("name", String.valueOf(json.get("name") == null ? "" : json.get("name")));
            inner.forEach((key, value) -> config.put(key.toString(), String.valueOf(value)));
        } else {
            json.forEach((key, value) -> config.put(key.toString(), String.valueOf(value)));
        }
        // What is null is not given.
        config.values().removeIf("null"::equals);
        return config;
    }

    private record Reader(Path file, Map<String, String> config, List<Problem> problems, ImportedSettings into) {
        void read() {
            String type = config.getOrDefault("connector.class", CONNECTOR);
            if (!type.endsWith("DatagenConnector")) {
                problem("connector.class", "must be %s, got %s".formatted(CONNECTOR, type));
            }
            if (!config.containsKey("kafka.topic")) {
                problem("kafka.topic", "is missing");
            }
            take("kafka.topic", TopicOptions.TOPIC);
            take("random.seed", RecordOptions.SEED);
            String name = config.getOrDefault("name", "");
            if (Names.label(name)) {
                set(OutputOptions.NAME, "name", name);
            }
            schema();
            load();
            Set<String> converters = new HashSet<>(converter(VALUES, RecordOptions.FORMAT));
            converters.addAll(converter(KEYS, RecordOptions.KEY_FORMAT));
            config.keySet().stream()
                    .filter(key -> !KNOWN.contains(key) && !SOURCES.contains(key) && !converters.contains(key))
                    .forEach(this::unused);
        }

        /** What a converter writes; returns which settings say that. */
        private Set<String> converter(String converter, Option<?> option) {
            String format = FORMATS.get(config.getOrDefault(converter, ""));
            boolean withSchemas =
                    "json".equals(format) && !"false".equals(config.getOrDefault(converter + WITH_SCHEMAS, "true"));
            // Records are of several fields, which StringConverter writes in Java's way.
            boolean record = converter.equals(VALUES) && "string".equals(format);
            boolean message = converter.equals(KEYS) && "protobuf-registry".equals(format);
            if (format == null || withSchemas || record || message) {
                return Set.of();
            }
            boolean keyed = into.settings().one(RecordOptions.KEY).isPresent();
            if (converter.equals(VALUES) || keyed) {
                set(option, converter, format);
            }
            String registry = converter + REGISTRY;
            if (format.endsWith("-registry") && config.containsKey(registry)) {
                set(ClusterOptions.SCHEMA_REGISTRY, registry, config.get(registry));
            }
            return Set.of(converter, converter + WITH_SCHEMAS, registry);
        }

        private void schema() {
            List<String> given = SOURCES.stream()
                    .filter(source -> !config.getOrDefault(source, "").isEmpty())
                    .toList();
            if (given.size() != 1) {
                problem(
                        given.isEmpty() ? "quickstart" : given.get(1),
                        "exactly one of schema.string, schema.filename and quickstart is needed, got " + given.size());
                return;
            }
            String source = given.get(0);
            String value = config.get(source);
            switch (source) {
                case "schema.string" -> set(RecordOptions.SCHEMA, source, value);
                case "schema.filename" -> set(RecordOptions.SCHEMA, source, beside(value));
                default -> quickstart(value);
            }
            if (!config.getOrDefault("schema.keyfield", "").isEmpty()) {
                take("schema.keyfield", RecordOptions.KEY);
            }
        }

        /** A name that is not found where the program runs is beside this file. */
        private String beside(String name) {
            Path here = file.toAbsolutePath().resolveSibling(name);
            return !Path.of(name).toFile().exists() && here.toFile().exists() ? here.toString() : name;
        }

        private void quickstart(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            try {
                String key = Templates.quickstartKey(lower);
                set(RecordOptions.TEMPLATE, "quickstart", Templates.QUICKSTART + lower);
                set(RecordOptions.KEY, "quickstart", key);
            } catch (InvalidInput e) {
                problem("quickstart", e.problems().get(0).what());
            }
        }

        private void load() {
            long tasks = number("tasks.max", 1);
            long interval = number("max.interval", 500);
            long iterations = number("iterations", -1);
            if (tasks < 1) {
                problem("tasks.max", "must be at least 1, got " + tasks);
                return;
            }
            set(SenderOptions.WORKERS, "tasks.max", Long.toString(tasks));
            set(
                    LoadOptions.RATE,
                    "max.interval",
                    interval <= 0 ? "max" : new Rate(2000.0 * tasks / interval).toString());
            if (iterations >= 1) {
                set(LoadOptions.RECORDS, "iterations", Long.toString(Math.multiplyExact(iterations, tasks)));
            } else {
                set(LoadOptions.DURATION, "iterations", RunLength.ENDLESS);
            }
        }

        private long number(String key, long otherwise) {
            String text = config.get(key);
            try {
                return text == null ? otherwise : Long.parseLong(text.trim());
            } catch (NumberFormatException e) {
                problem(key, "must be a whole number, got '" + text + "'");
                return 1;
            }
        }

        private void unused(String key) {
            into.notes()
                    .add("%s: %s is not used: %s"
                            .formatted(
                                    file,
                                    key,
                                    key.contains("converter")
                                            ? "there is no format for it; see --format, --key-format and "
                                                    + "--command-config"
                                            : "it is a matter of Kafka Connect"));
        }

        private void take(String key, Option<?> option) {
            if (config.containsKey(key)) {
                set(option, key, config.get(key));
            }
        }

        private void set(Option<?> option, String key, String text) {
            into.settings().add(option, new Given(text, file + " " + key));
        }

        private void problem(String key, String what) {
            problems.add(new Problem(file + " " + key, what));
        }
    }
}
