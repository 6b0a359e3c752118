package io.datastorm.generator.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.datastorm.generator.input.AvroFile;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/** A file of records: JSON, one record behind the other; CSV with a header; or an Avro data file. */
final class SampleFile {
    private SampleFile() {}

    /** Whether numbers are not told from text in it. */
    static boolean textOnly(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * Reads records, as plain Java values; returns their schema, if they have one.
     *
     * @param most of them
     * @throws InvalidInput if the file cannot be read
     */
    static Optional<Schema> read(Path file, long most, Consumer<Map<?, ?>> to) {
        InputFile.require(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        long[] count = {0};
        try {
            if (name.endsWith(".avsc")) {
                throw new InvalidInput(
                        file.toString(), "is a schema and no sample; see 'datastorm schema sample' and 'check'");
            } else if (name.endsWith(".avro")) {
                return Optional.of(avro(file, most, to));
            } else if (textOnly(file)) {
                csv(file, most, to);
            } else {
                json(file, most, record -> {
                    count[0]++;
                    to.accept(record);
                });
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? file.toString()
                    : file + ":" + e.getLocation().getLineNr();
            throw new InvalidInput(
                    where,
                    textOnly(file)
                            ? "is not a table with a header"
                            : "is not a JSON object; record %d could not be read".formatted(count[0] + 1));
        } catch (IOException | AvroRuntimeException e) {
            throw new InvalidInput(file.toString(), "could not be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static void json(Path file, long most, Consumer<Map<?, ?>> to) throws IOException {
        try (Reader in = Files.newBufferedReader(file);
                MappingIterator<Map<?, ?>> records =
                        new ObjectMapper().readerFor(Map.class).readValues(in)) {
            for (long i = 0; i < most && records.hasNextValue(); i++) {
                to.accept(records.nextValue());
            }
        }
    }

    /** All cells are text: what a column is, its profile knows when all of them are there. */
    private static void csv(Path file, long most, Consumer<Map<?, ?>> to) throws IOException {
        CsvMapper mapper = new CsvMapper();
        try (Reader in = Files.newBufferedReader(file);
                MappingIterator<Map<?, ?>> rows = mapper.readerFor(Map.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            for (long i = 0; i < most && rows.hasNextValue(); i++) {
                Map<Object, Object> cells = new LinkedHashMap<>();
                rows.nextValue()
                        .forEach((column, text) ->
                                cells.put(column, text.toString().isEmpty() ? null : text));
                to.accept(cells);
            }
        }
    }

    private static Schema avro(Path file, long most, Consumer<Map<?, ?>> to) throws IOException {
        try (AvroFile<Object> records = AvroFile.open(file, new GenericDatumReader<>())) {
            Object next = records.next();
            for (long i = 0; i < most && next != null; i++, next = records.next()) {
                if (!(PlainValue.of(next) instanceof Map<?, ?> record)) {
                    throw new InvalidInput(file.toString(), "holds values that are no records");
                }
                to.accept(record);
            }
            return records.schema();
        }
    }
}
