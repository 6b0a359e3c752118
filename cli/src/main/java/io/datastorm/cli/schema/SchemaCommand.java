package io.datastorm.cli.schema;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.protobuf.ProtobufText;
import io.datastorm.generator.schema.SchemaFile;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datastorm schema}: what a schema's records look like, and what is wrong with it. */
@Command(
        name = "schema",
        subcommands = {SampleCommand.class, InferCommand.class},
        mixinStandardHelpOptions = true,
        description = "Prints sample records of a schema, explains what is wrong with it, or makes one of a sample.")
public final class SchemaCommand implements Runnable {
    static final String FILE = "An Avro schema, a .proto file or a descriptor set, or the name of a template: "
            + "reading, order, payment, clickstream, sensor, tweet.";

    static final String MESSAGE = "Message of a .proto file or a descriptor set. Default: the first of the file.";

    /** So many values are made before a schema is called fine. */
    private static final int CHECKED = 1000;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command: sample, check, proto or infer? See 'datastorm schema --help'");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Tells everything that is wrong with a schema.")
    int check(
            @Parameters(paramLabel = "FILE", description = FILE) String file,
            @Option(names = "--message", paramLabel = "NAME", description = MESSAGE) String message) {
        Schema schema = schema(file, message);
        Format format = new SchemaFile(Path.of(file), Optional.empty()).messages() ? Format.PROTOBUF : Format.AVRO;
        PrintWriter out = spec.commandLine().getOut();
        refusing(file, () -> {
            SchemaRecordGenerator generator =
                    new SchemaRecordGenerator(schema, source(file, 1), format, Optional.empty());
            EncodedRecord record = new EncodedRecord(generator.slots().size());
            for (int i = CHECKED - 1; i >= 0; i--) {
                generator.generate(i, record);
            }
            out.printf("%s: fine. The first record has %,d bytes.%n", schema.getFullName(), record.size());
            generator.slots().forEach(slot -> out.println("  stamped afresh in each record: " + slot.field()));
        });
        out.flush();
        return ExitCode.DONE;
    }

    @Command(
            name = "proto",
            mixinStandardHelpOptions = true,
            description = "Prints a schema as a .proto file: what readers of --format protobuf need.")
    int proto(
            @Parameters(paramLabel = "FILE", description = FILE) String file,
            @Option(names = "--message", paramLabel = "NAME", description = MESSAGE) String message) {
        Schema schema = schema(file, message);
        PrintWriter out = spec.commandLine().getOut();
        refusing(file, () -> out.print(ProtobufText.of(schema)));
        out.flush();
        return ExitCode.DONE;
    }

    /** What is wrong with the schema's rules is said with its name. */
    static void refusing(String file, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(file, e.getMessage());
        }
    }

    static ValueSource source(String file, long seed) {
        Optional<Path> folder = Optional.of(Path.of(file).toAbsolutePath()).map(Path::getParent);
        return new ValueSource(seed, System.currentTimeMillis(), folder);
    }

    static Schema schema(String file, String message) {
        Path path = Path.of(file);
        boolean ships = Templates.NAMES.contains(file) || file.startsWith(Templates.QUICKSTART);
        if (ships && message != null) {
            throw new InvalidInput("--message", "is for .proto files and descriptor sets, not for " + file);
        }
        return ships && !Files.exists(path)
                ? SchemaReader.parse(file, Templates.text(file))
                : new SchemaFile(path, Optional.ofNullable(message)).read();
    }
}
