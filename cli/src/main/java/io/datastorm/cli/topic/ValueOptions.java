package io.datastorm.cli.topic;

import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.schema.SchemaFile;
import io.datastorm.kafka.registry.RegistryProperties;
import io.datastorm.kafka.registry.SchemaRegistry;
import io.datastorm.kafka.sample.ValueDecoder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that read the values of a topic. */
public final class ValueOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Encoding of the topic's values: json, avro or protobuf, or one of these with -registry. "
                    + "Default: it is told from the first value.")
    private String format;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "The schema of the values: an Avro schema, a .proto file or a descriptor set.")
    private Path schema;

    @Option(
            names = "--message",
            paramLabel = "NAME",
            description = "Message of a .proto file or a descriptor set. Default: the first of the file.")
    private String message;

    @Option(names = "--schema-registry", paramLabel = "URL,…", description = "The registry of their schemas.")
    private String schemaRegistry;

    /** Whether one of them was given. */
    public boolean given() {
        return format != null || schema != null || message != null || schemaRegistry != null;
    }

    /**
     * What reads the values.
     *
     * @param client what the file for clients says
     * @throws InvalidInput if an option is wrong, or one is missing
     */
    public ValueDecoder decoder(ClientConfigFile client) {
        return new ValueDecoder(
                Optional.ofNullable(format).map(RecordOptions.FORMAT::require),
                Optional.ofNullable(schema).map(file -> new SchemaFile(file, Optional.ofNullable(message)).read()),
                registry(client));
    }

    private Optional<SchemaRegistry> registry(ClientConfigFile client) {
        return Optional.ofNullable(schemaRegistry)
                .or(() -> client.settings().one(ClusterOptions.SCHEMA_REGISTRY).map(Given::text))
                .map(urls -> new SchemaRegistry(
                        ClusterOptions.SCHEMA_REGISTRY.require(urls), new RegistryProperties(client.registry())));
    }
}
