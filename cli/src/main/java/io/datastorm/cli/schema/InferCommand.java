package io.datastorm.cli.schema;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.topic.SampledTopic;
import io.datastorm.cli.topic.ValueOptions;
import io.datastorm.generator.infer.KeyProfile;
import io.datastorm.generator.infer.SchemaInference;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.sample.ValueDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm schema infer}: a schema of a sample. */
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = "Prints a schema whose values resemble those of a file or a topic.")
final class InferCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Records: JSON lines, CSV with a header (.csv), or an Avro data file (.avro).")
    private Path file;

    @Mixin
    private SampledTopic topic;

    @Mixin
    private ValueOptions values;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the record, if it has no Avro schema. Default: that of the file or the topic.")
    private String name;

    @Override
    public Integer call() {
        if ((file == null) == (topic.topic() == null)) {
            throw new InvalidInput("schema infer", "needs a FILE or a --topic" + (file == null ? "" : ", not both"));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(file == null ? ofTopic() : ofFile());
        out.flush();
        return ExitCode.DONE;
    }

    private String ofFile() {
        InputFile.require(file);
        if (values.given() || topic.ofCluster()) {
            throw new InvalidInput("schema infer", "reads a FILE by its name; the other options are for a --topic");
        }
        String plain = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return SchemaInference.of(file, name == null ? plain : name, topic.most());
    }

    private String ofTopic() {
        topic.require();
        ValueDecoder decoder = values.decoder(topic.config());
        KeyProfile keys = new KeyProfile();
        String own = topic.topic();
        String made = SchemaInference.of("topic " + own, name == null ? own : name, records -> {
            topic.read(record -> add(record, decoder, keys, records));
            return decoder.lastSchema();
        });
        spec.commandLine().getErr().println(keys.told());
        spec.commandLine().getErr().flush();
        return made;
    }

    /** A record without a value says that something was deleted. */
    private void add(
            ConsumerRecord<byte[], byte[]> record, ValueDecoder decoder, KeyProfile keys, Consumer<Map<?, ?>> records) {
        if (record.value() == null) {
            return;
        }
        try {
            if (!(decoder.decode(record.value()) instanceof Map<?, ?> value)) {
                throw new IOException("it is not a record of fields");
            }
            keys.add(record.key(), value);
            records.accept(value);
        } catch (IOException e) {
            throw new InvalidInput(
                    "topic %s, partition %d, offset %d".formatted(topic.topic(), record.partition(), record.offset()),
                    "the value cannot be read: " + e.getMessage());
        }
    }
}
