package io.datastorm.cli.topic;

import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.producer.ProducerRules;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** Which cluster a command needs, and how it is reached. */
public final class ClusterArguments {
    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,…",
            required = true,
            description = "The cluster.")
    private String bootstrapServer;

    @Option(names = "--command-config", paramLabel = "FILE", description = "Kafka client properties (TLS, SASL, …).")
    private Path commandConfig;

    /** Its addresses. */
    public String servers() {
        return bootstrapServer;
    }

    /**
     * Properties for any client.
     *
     * @throws InvalidInput if the address or the file cannot be used
     */
    public Map<String, String> properties() {
        ClusterOptions.BOOTSTRAP_SERVER.require(bootstrapServer);
        return commandConfig == null
                ? Map.of()
                : ClientConfigFile.require(commandConfig, new ProducerRules()).properties();
    }

    /** The file with properties for clients. */
    public Optional<Path> commandConfig() {
        return Optional.ofNullable(commandConfig);
    }

    /**
     * A connection.
     *
     * @throws io.datastorm.kafka.admin.AccessException if it cannot be reached
     */
    public Admin connect() {
        return ClusterAccess.connect(bootstrapServer, properties());
    }

    /** Properties for a client, addresses included. */
    public Map<String, Object> client() {
        return ClusterAccess.properties(bootstrapServer, properties());
    }
}
