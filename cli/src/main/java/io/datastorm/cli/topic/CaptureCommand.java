package io.datastorm.cli.topic;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.generator.capture.CaptureWriter;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.capture.Mask;
import io.datastorm.kafka.capture.MaskedPart;
import io.datastorm.kafka.capture.RecordMask;
import io.datastorm.kafka.capture.TopicCapture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code datastorm capture}: the records of a topic, in a file. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = "Writes the newest records of a topic into a file: values, keys, headers and times. The file is "
                + "as secret as the topic is. datastorm run --replay FILE sends them again.")
public final class CaptureCommand implements Callable<Integer> {
    /** A shorter one could be guessed. */
    private static final int LEAST_KEY_BYTES = 16;

    private static final double MILLIS = 1000;
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

    @Spec
    private CommandSpec spec;

    @Mixin
    private SampledTopic topic;

    @Option(names = "--out", paramLabel = "FILE", description = "Where they are written. It must not exist.")
    private Path out;

    @Option(
            names = "--mask",
            paramLabel = "PART",
            description = "Part whose text is replaced by a keyed hash of the same length, the same for the same text: "
                    + "key, headers.NAME, or a field of the value such as customer.email. Repeatable.")
    private List<String> masked = List.of();

    @Option(
            names = "--mask-key",
            paramLabel = "FILE",
            description = "File whose bytes are the key of the hash. Captures with one key fit together. "
                    + "Default: a random key, which is forgotten.")
    private Path maskKey;

    @Mixin
    private ValueOptions values;

    private Path unfinished;
    private boolean begun;
    private CaptureWriter writer;
    private RecordMask mask;
    private TopicCapture capture;

    @Override
    public Integer call() throws IOException {
        topic.require();
        if (out == null) {
            throw new InvalidInput("--out", "is missing: the file for the records");
        }
        if (Files.exists(out)) {
            throw new InvalidInput("--out", "'%s' exists; captures are never overwritten".formatted(out));
        }
        mask = mask();
        unfinished = out.resolveSibling(out.getFileName() + ".part");
        try {
            write();
            Files.move(unfinished, out);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInput("--out", "'%s' exists; captures are never overwritten".formatted(e.getFile()));
        } catch (UncheckedIOException e) {
            throw new InvalidInput("--out", "cannot be written: " + e.getCause().getMessage());
        } catch (IOException e) {
            throw new InvalidInput("--out", "cannot be written: " + e.getMessage());
        } finally {
            if (begun) {
                Files.deleteIfExists(unfinished);
            }
        }
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf(
                "%s: %,d records, which came within %,.1f s; %,d bytes%n",
                out, capture.records(), capture.spanMillis() / MILLIS, Files.size(out));
        terminal.flush();
        return ExitCode.DONE;
    }

    private void write() throws IOException {
        try {
            topic.readInOrder(this::begin);
            if (capture.records() == 0) {
                throw new InvalidInput("--topic", "'%s' has no records".formatted(topic.topic()));
            }
            if (!mask.missing().isEmpty()) {
                throw new InvalidInput(
                        "--mask",
                        "no record has %s; nothing was written"
                                .formatted(mask.missing().iterator().next()));
            }
            writer.finish();
        } finally {
            if (writer != null) {
                writer.close();
            }
        }
    }

    private RecordMask mask() {
        if (masked.isEmpty() && (maskKey != null || values.given())) {
            throw new InvalidInput("--mask", "is missing: the other options tell how it is done");
        }
        return masked.isEmpty()
                ? RecordMask.none()
                : new RecordMask(
                        masked.stream().map(MaskedPart::parse).toList(),
                        maskKey == null ? Mask.random() : new Mask(key()),
                        values.decoder(topic.config()));
    }

    private byte[] key() {
        try {
            byte[] key = Files.readAllBytes(maskKey);
            if (key.length < LEAST_KEY_BYTES) {
                throw new InvalidInput("--mask-key", "must have %d bytes or more".formatted(LEAST_KEY_BYTES));
            }
            return key;
        } catch (IOException e) {
            throw new InvalidInput("--mask-key", "cannot be read: " + e.getMessage());
        }
    }

    private Consumer<ConsumerRecord<byte[], byte[]>> begin(int partitions) {
        try {
            // As secret as the topic: for nobody else.
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWN));
            begun = true;
            writer = new CaptureWriter(unfinished, topic.topic(), partitions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        capture = new TopicCapture(writer, mask);
        return capture::add;
    }
}
