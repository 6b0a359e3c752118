package io.datastorm.cli.schema;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.core.shape.ShapeText;
import io.datastorm.core.shape.TopicShape;
import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.kafka.sample.TopicSample;
import io.datastorm.kafka.shape.ShapeProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code datastorm shape}: what the records of a topic look like to a cluster, without their data. */
@Command(
        name = "shape",
        mixinStandardHelpOptions = true,
        description =
                "Measures sizes, keys, compressibility, headers and arrival of a topic's records. The file has none "
                        + "of their data; datastorm run --shape FILE makes load of it.")
public final class ShapeCommand implements Callable<Integer> {
    /** Each takes up to 150 bytes of memory. */
    private static final int MOST_RECORDS = 10_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,…",
            required = true,
            description = "The cluster.")
    private String bootstrapServer;

    @Option(names = "--command-config", paramLabel = "FILE", description = "Kafka client properties (TLS, SASL, …).")
    private Path commandConfig;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            required = true,
            description = "The topic. Its newest records are read, the same share of each partition.")
    private String topic;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written. Default: the terminal.")
    private Path out;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "Look at so many records at most. Default: 100000.",
            defaultValue = "100000")
    private int most;

    @Override
    public Integer call() {
        if (most < 1 || most > MOST_RECORDS) {
            throw new InvalidInput("-n", "must be 1 to %d, got %d".formatted(MOST_RECORDS, most));
        }
        ClusterOptions.BOOTSTRAP_SERVER.require(bootstrapServer);
        TopicOptions.requireAnyTopic(topic);
        ClientConfigFile config = commandConfig == null
                ? ClientConfigFile.none()
                : ClientConfigFile.require(commandConfig, new ProducerRules());
        ShapeProfile profile = new ShapeProfile();
        TopicSample.Extent read = new TopicSample(bootstrapServer, config.properties()).read(topic, most, profile::add);
        TopicShape shape = profile.shape(read);
        if (shape.records() == 0) {
            throw new InvalidInput("--topic", "'%s' has no records".formatted(topic));
        }
        if (shape.arrival().isEmpty()) {
            PrintWriter notes = spec.commandLine().getErr();
            notes.println("the records came within less than a second, which tells no rate: look at more of them with "
                    + "-n, or give --rate with --shape");
            notes.flush();
        }
        String text = ShapeText.write(shape);
        PrintWriter terminal = spec.commandLine().getOut();
        if (out == null) {
            terminal.print(text);
        } else {
            write(text);
            terminal.println("written: " + out);
        }
        terminal.flush();
        return ExitCode.DONE;
    }

    private void write(String text) {
        try {
            Files.writeString(out, text);
        } catch (IOException e) {
            throw new InvalidInput("--out", "cannot be written: " + e.getMessage());
        }
    }
}
