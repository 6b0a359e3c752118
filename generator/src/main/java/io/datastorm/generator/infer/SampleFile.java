package io.datastorm.generator.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** A file of records: JSON, one record behind the other; CSV with a header; or an Avro data file. */
final class SampleFile {
    private SampleFile() {}

    /** Whether numbers are not told from text in it. */
    static boolean textOnly(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * Reads records, as plain Java values.
     *
     * @param most of them
     * @throws InvalidInput if the file cannot be read
     */
    static void read(Path file, long most, Consumer<Map<?, ?>> to) {
        InputFile.require(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        long[] count = {0};
        try {
            if (name.endsWith(".avro")) {
                avro(file, most, to);
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

    private static void avro(Path file, long most, Consumer<Map<?, ?>> to) throws IOException {
        try (DataFileStream<Object> records =
                new DataFileStream<>(Files.newInputStream(file), new GenericDatumReader<>())) {
            for (long i = 0; i < most && records.hasNext(); i++) {
                if (!(plain(records.next()) instanceof Map<?, ?> record)) {
                    throw new InvalidInput(file.toString(), "holds values that are no records");
                }
                to.accept(record);
            }
        }
    }

    private static Object plain(Object value) {
        if (value instanceof GenericRecord record) {
            Map<String, Object> fields = new LinkedHashMap<>();
            record.getSchema().getFields().forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
            return fields;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(key.toString(), plain(each)));
            return entries;
        }
        if (value instanceof ByteBuffer buffer) {
            return StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        }
        if (value instanceof GenericFixed fixed) {
            return new String(fixed.bytes(), StandardCharsets.ISO_8859_1);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
