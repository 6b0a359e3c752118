package io.datastorm.run.load;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.registry.RegistryProperties;
import io.datastorm.kafka.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gets the ids of a stream's schemas from the registry. */
final class SchemaRegistration {
    private final List<String> topics;
    private final Registration asked;
    private final RecordGenerator records;
    private final List<String> notices = new ArrayList<>();

    SchemaRegistration(StreamPlan stream, RecordGenerator records) {
        this.topics = stream.topic().topics().names();
        this.asked = stream.records().registration();
        this.records = records;
    }

    /** What was registered or found, a line each. */
    List<String> notices() {
        return notices;
    }

    /**
     * The ids of the stream's schemas; those it has, where they are known or it needs none.
     *
     * @throws InvalidInput if the registry does not give them
     */
    Registration ids(Optional<Target.Registry> at) {
        Optional<RegisteredSchema> values =
                records.valueSchema().filter(schema -> asked.valueId().isEmpty());
        Optional<RegisteredSchema> keys =
                records.keySchema().filter(schema -> asked.keyId().isEmpty());
        if (values.isEmpty() && keys.isEmpty()) {
            return asked;
        }
        Target.Registry known = at.orElseThrow();
        SchemaRegistry registry = new SchemaRegistry(known.urls(), new RegistryProperties(known.properties()));
        return asked.with(
                values.map(schema -> id(registry, topics.stream().map(topic -> subject(topic, schema)), schema))
                        .or(asked::valueId),
                keys.map(schema -> id(registry, topics.stream().map(topic -> topic + "-key"), schema))
                        .or(asked::keyId));
    }

    /** Of values. */
    private String subject(String topic, RegisteredSchema schema) {
        return asked.strategy()
                .subject(topic, schema.recordName())
                .orElseThrow(() -> new InvalidInput(
                        "--subject-strategy", "must be topic: values are no records, so they have no name"));
    }

    /** A registry gives a schema the same id under each of its subjects. */
    private int id(SchemaRegistry registry, Stream<String> subjects, RegisteredSchema schema) {
        List<Integer> ids = subjects.distinct()
                .map(subject -> id(registry, subject, schema))
                .distinct()
                .toList();
        if (ids.size() > 1) {
            throw new InvalidInput(
                    "--topics",
                    "the schema has different ids (%s) under the subjects of the topics in the registry"
                            .formatted(ids));
        }
        return ids.get(0);
    }

    private int id(SchemaRegistry registry, String subject, RegisteredSchema schema) {
        int id = asked.register() ? registry.register(subject, schema) : registry.lookup(subject, schema);
        notices.add("schema registry: subject %s, id %d".formatted(subject, id));
        return id;
    }
}
