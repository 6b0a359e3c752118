package io.datastorm.generator.value;

import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.rule.Choices;
import io.datastorm.generator.rule.Rule;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;

/** Makers that choose from given values. */
final class ChoiceValues {
    private static final long MOST_BYTES = 64 << 20;

    /** Where files are looked for; empty: the schema is not a file. */
    private final Optional<Path> folder;

    private final long seed;

    ChoiceValues(Optional<Path> folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /** A maker of one of the values, which all must fit the schema. */
    ValueMaker of(Schema schema, Rule rule) {
        Choices choices = rule.choices().orElseThrow();
        Object[] values = choices.file().isPresent()
                ? read(schema, choices.file().get()).toArray()
                : choices.values().stream()
                        .map(value -> Datum.of(schema, value))
                        .toArray();
        if (rule.unique()) {
            Permutation order = new Permutation(values.length, seed);
            return draft -> values[(int) order.at(draft.position())];
        }
        return choices.weights().isEmpty()
                ? draft -> values[draft.random().nextInt(values.length)]
                : weighted(values, choices.weights());
    }

    private static ValueMaker weighted(Object[] values, List<Double> weights) {
        double[] upTo = new double[values.length];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weights.get(i);
            upTo[i] = sum;
        }
        double all = sum;
        return draft -> {
            double drawn = draft.random().nextDouble() * all;
            int at = 0;
            while (at < upTo.length - 1 && drawn >= upTo[at]) {
                at++;
            }
            return values[at];
        };
    }

    private List<Object> read(Schema schema, Choices.ChoiceFile source) {
        Path file = file(source.name());
        byte[] bytes = InputFile.bytes(file, MOST_BYTES);
        List<Object> values = new ArrayList<>();
        try {
            GenericDatumReader<Object> reader = new GenericDatumReader<>(schema);
            Decoder decoder = source.binary()
                    ? DecoderFactory.get().binaryDecoder(bytes, null)
                    : DecoderFactory.get().jsonDecoder(schema, new ByteArrayInputStream(bytes));
            readAll(reader, decoder, source.binary(), values);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    ("the file %s of options is not Avro data of the type %s in its %s encoding: "
                                    + "value %d could not be read")
                            .formatted(
                                    file, schema.getFullName(), source.binary() ? "binary" : "JSON", values.size() + 1),
                    e);
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the file %s of options has no values".formatted(file));
        }
        return values;
    }

    private static void readAll(GenericDatumReader<Object> reader, Decoder decoder, boolean binary, List<Object> values)
            throws IOException {
        while (!(binary && ((BinaryDecoder) decoder).isEnd())) {
            try {
                values.add(reader.read(null, decoder));
            } catch (EOFException e) {
                if (binary) {
                    throw e;
                }
                return;
            }
        }
    }

    private Path file(String name) {
        if (folder.isEmpty()) {
            throw new IllegalArgumentException("options of the file '%s' need a schema that is a file".formatted(name));
        }
        Path base = folder.get().toAbsolutePath().normalize();
        Path file = base.resolve(name).normalize();
        if (!file.startsWith(base)) {
            throw new IllegalArgumentException(
                    "the file '%s' of options is outside of the schema's folder; move it there".formatted(name));
        }
        return file;
    }
}
