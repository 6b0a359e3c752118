package io.datastorm.kafka.producer;

import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.generator.input.Nearest;
import io.datastorm.kafka.admin.TopicSettings;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import io.datastorm.kafka.registry.RegistryProperties;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Which producer and client settings exist, and which of them belong to a flag of ours. An unknown setting would be
 * ignored silently: it is refused.
 */
public final class ProducerRules implements ClientRules {
    private static final Map<String, String> OURS = Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "--bootstrap-server",
            ProducerConfig.ACKS_CONFIG,
            "--acks",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "--compression",
            ProducerConfig.BATCH_SIZE_CONFIG,
            "--batch-size",
            ProducerConfig.LINGER_MS_CONFIG,
            "--linger",
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            "--buffer-memory",
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            "--max-in-flight",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "--idempotence",
            "schema.registry.url",
            "--schema-registry",
            "auto.register.schemas",
            "--register-schemas");
    private static final String CONFLUENT = "io.confluent.kafka.serializers.";
    /** Formats of serializers, by their classes. */
    private static final Map<String, String> FORMATS = Map.of(
            CONFLUENT + "KafkaAvroSerializer", "avro-registry",
            CONFLUENT + "json.KafkaJsonSchemaSerializer", "json-registry",
            CONFLUENT + "protobuf.KafkaProtobufSerializer", "protobuf-registry");
    /** Strategies that name subjects, by their classes. */
    private static final Map<String, String> STRATEGIES = Map.of(
            CONFLUENT + "subject.TopicNameStrategy", "topic",
            CONFLUENT + "subject.RecordNameStrategy", "record",
            CONFLUENT + "subject.TopicRecordNameStrategy", "topic-record");

    private static final String STRATEGY = "value.subject.name.strategy";
    /** What an application's file may say to Confluent's serializers, and means nothing to bytes that are encoded. */
    private static final Set<String> OF_SERIALIZERS = Set.of(
            "use.latest.version",
            "latest.compatibility.strict",
            "normalize.schemas",
            "max.schemas.per.subject",
            "key.subject.name.strategy",
            "avro.remove.java.properties",
            "avro.use.logical.type.converters",
            "json.fail.invalid.schema");

    private static final Set<String> SERIALIZERS =
            Set.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    @Override
    public Optional<String> producerProperty(String name, String value) {
        return ours(name).or(() -> unknown(name, ProducerConfig.configNames()));
    }

    @Override
    public Optional<String> consumerProperty(String name, String value) {
        return ConsumerProperties.problem(name).or(() -> unknown(name, ConsumerProperties.names()));
    }

    @Override
    public Optional<String> topicSetting(String name, String value) {
        return TopicSettings.known(name) ? Optional.empty() : unknown(name, TopicSettings.NAMES);
    }

    @Override
    public Optional<String> clientProperty(String name, String value) {
        Set<String> known = new TreeSet<>(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        known.add(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
        if (name.equals(STRATEGY)) {
            return Optional.of("%s must be one of %s, got '%s'"
                    .formatted(STRATEGY, String.join(", ", new TreeSet<>(STRATEGIES.keySet())), value));
        }
        if (ofRegistry(name)) {
            return unknown(name, RegistryProperties.names());
        }
        if (name.equals(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
            return Optional.of("'" + name + "' belongs to --producer-property, with --transactions");
        }
        return name.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".")
                ? Optional.empty()
                : refused(name).or(() -> unknown(name, known));
    }

    @Override
    public Optional<Flag> flag(String name, String value) {
        String text = value.trim();
        if (name.equals(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
            return Optional.ofNullable(FORMATS.get(text)).map(format -> new Flag("--format", format));
        }
        if (name.equals(STRATEGY)) {
            return Optional.ofNullable(STRATEGIES.get(text)).map(known -> new Flag("--subject-strategy", known));
        }
        return Optional.ofNullable(OURS.get(name))
                .map(flag -> new Flag(
                        flag,
                        switch (name) {
                            case ProducerConfig.LINGER_MS_CONFIG -> text + "ms";
                            case ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG -> text.toLowerCase(Locale.ROOT);
                            case ProducerConfig.ACKS_CONFIG -> text.equals("-1") ? "all" : text;
                            default -> text;
                        }));
    }

    @Override
    public boolean ofRegistry(String name) {
        return RegistryProperties.owns(name);
    }

    @Override
    public Optional<String> unused(String name) {
        return SERIALIZERS.contains(name) || OF_SERIALIZERS.contains(name)
                ? Optional.of("DataStorm sends encoded bytes")
                : Optional.empty();
    }

    private static Optional<String> ours(String name) {
        return refused(name).or(() -> Optional.ofNullable(OURS.get(name))
                .map(flag -> "'" + name + "' has a flag of its own: use " + flag));
    }

    private static Optional<String> refused(String name) {
        return SERIALIZERS.contains(name)
                ? Optional.of("'" + name + "' cannot be set: DataStorm sends encoded bytes")
                : Optional.empty();
    }

    /** A login module's or factory's own options start with a name that Kafka hands on. */
    private static Optional<String> unknown(String name, Set<String> known) {
        return known.contains(name)
                ? Optional.empty()
                : Optional.of("unknown setting '" + name + "'" + Nearest.hint(name, known));
    }
}
