package io.datastorm.run.load;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.format.RegisteredSchema;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.registry.RegistryProperties;
import io.datastorm.kafka.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Gets the ids of a stream's schemas from the registry. */
final class SchemaRegistration {
    private final StreamPlan stream;
    private final Registration asked;
    private final List<String> notices = new ArrayList<>();

    SchemaRegistration(StreamPlan stream) {
        this.stream = stream;
        this.asked = stream.records().registration();
    }

    /** What was registered or found, a line each. */
    List<String> notices() {
        return notices;
    }

    /**
     * The ids of the stream's schemas; those it has, where they are known or it needs none.
     *
     * @param generator of its values
     * @throws InvalidInput if the registry does not give them
     */
    Registration ids(RecordGenerator generator, Optional<Target.Registry> at) {
        boolean ofValues =
                stream.records().valuesRegistered() && asked.valueId().isEmpty();
        boolean ofKeys = stream.records().keysRegistered() && asked.keyId().isEmpty();
        if (!ofValues && !ofKeys) {
            return asked;
        }
        Target.Registry known = at.orElseThrow();
        SchemaRegistry registry = new SchemaRegistry(known.urls(), new RegistryProperties(known.properties()));
        return asked.with(
                ofValues ? Optional.of(ofValues((SchemaRecordGenerator) generator, registry)) : asked.valueId(),
                ofKeys ? Optional.of(ofKeys(generator, registry)) : asked.keyId());
    }

    private int ofValues(SchemaRecordGenerator generator, SchemaRegistry registry) {
        Values.OfSchema values = (Values.OfSchema) stream.records().values();
        RegisteredSchema schema = values.format().registeredSchema(generator.schema());
        String subject = asked.strategy()
                .subject(stream.topic().name(), schema.recordName())
                .orElseThrow(() -> new InvalidInput(
                        "--subject-strategy", "must be topic: values are no records, so they have no name"));
        return id(registry, subject, schema);
    }

    private int ofKeys(RecordGenerator generator, SchemaRegistry registry) {
        Keys keys = stream.records().keys().orElseThrow();
        Schema schema = keys instanceof Keys.OfField
                ? ((SchemaRecordGenerator) generator).keySchema().orElseThrow()
                : KeyEncoder.SCHEMA;
        return id(registry, stream.topic().name() + "-key", keys.format().registeredSchema(schema));
    }

    private int id(SchemaRegistry registry, String subject, RegisteredSchema schema) {
        int id = asked.register() ? registry.register(subject, schema) : registry.lookup(subject, schema);
        notices.add("schema registry: subject %s, id %d".formatted(subject, id));
        return id;
    }
}
