package io.datastorm.cli.topic;

import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.kafka.sample.TopicSample;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Option;

/** The options of commands that learn from the newest records of a topic. */
public final class SampledTopic {
    /** What is kept of each takes up to 150 bytes of memory. */
    private static final int MOST_RECORDS = 10_000_000;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic. Its newest records are read, the same share of each partition.")
    private String topic;

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,…",
            description = "The cluster of the topic.")
    private String bootstrapServer;

    @Option(names = "--command-config", paramLabel = "FILE", description = "Client properties (TLS, SASL, registry).")
    private Path commandConfig;

    @Option(
            names = {"-n", "--records"},
            paramLabel = "N",
            description = "Read so many records at most: 100000, 250k, 10m. Default: 100000.",
            defaultValue = "100000")
    private String most;

    /** Its name; null if there is none. */
    public String topic() {
        return topic;
    }

    /** Whether a cluster is named. */
    public boolean ofCluster() {
        return bootstrapServer != null;
    }

    /**
     * How many records are looked at.
     *
     * @throws InvalidInput if that is none, or too many to be kept in memory
     */
    public int most() {
        long records = records();
        if (records > MOST_RECORDS) {
            throw new InvalidInput("-n", "must be 1 to %d, got %s".formatted(MOST_RECORDS, most));
        }
        return (int) records;
    }

    /**
     * How many records are read.
     *
     * @throws InvalidInput if that is none
     */
    public long records() {
        try {
            return LoadOptions.RECORDS.parse(most);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("-n", e.getMessage());
        }
    }

    /** What the file for clients says. */
    public ClientConfigFile config() {
        return commandConfig == null
                ? ClientConfigFile.none()
                : ClientConfigFile.require(commandConfig, new ProducerRules());
    }

    /**
     * Reads the records.
     *
     * @throws InvalidInput if an option is missing or wrong, or there is no such topic
     */
    public TopicSample.Extent read(Consumer<ConsumerRecord<byte[], byte[]>> to) {
        require();
        return sample().read(topic, most(), to);
    }

    /**
     * Reads the records in the order of their times.
     *
     * @param to is made when the number of partitions is known
     * @throws InvalidInput if an option is missing or wrong, or there is no such topic
     */
    public TopicSample.Extent readInOrder(IntFunction<Consumer<ConsumerRecord<byte[], byte[]>>> to) {
        require();
        return sample().readInOrder(topic, records(), to);
    }

    private TopicSample sample() {
        return new TopicSample(bootstrapServer, config().properties());
    }

    /**
     * Checks the options, before anything is asked.
     *
     * @throws InvalidInput if one is missing or wrong
     */
    public void require() {
        if (topic == null) {
            throw new InvalidInput("--topic", "is missing");
        }
        if (bootstrapServer == null) {
            throw new InvalidInput("--bootstrap-server", "is missing: the address of the topic's cluster");
        }
        ClusterOptions.BOOTSTRAP_SERVER.require(bootstrapServer);
        TopicOptions.requireAnyTopic(topic);
    }
}
