package io.datastorm.cli.topic;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.core.shape.ShapeText;
import io.datastorm.core.shape.TopicShape;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.shape.ShapeProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private SampledTopic topic;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written. Default: the terminal.")
    private Path out;

    @Override
    public Integer call() {
        ShapeProfile profile = new ShapeProfile();
        TopicShape shape = profile.shape(topic.read(profile::add));
        if (shape.records() == 0) {
            throw new InvalidInput("--topic", "'%s' has no records".formatted(topic.topic()));
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
