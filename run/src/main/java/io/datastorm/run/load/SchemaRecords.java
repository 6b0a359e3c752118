package io.datastorm.run.load;

import io.datastorm.core.verify.stamp.ValueStamp;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.Templates;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.format.KeyField;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.key.SchemaKeys;
import io.datastorm.generator.schema.SchemaFile;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.EntityPool;
import io.datastorm.generator.value.FixedText;
import io.datastorm.generator.value.ValueSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** What makes the records of those streams of a run whose values have a schema. Immutable. */
public final class SchemaRecords {
    private final long nowMillis;

    private final StreamReferences references;
    private final Map<String, SchemaRecordGenerator> generators = new HashMap<>();

    /**
     * Reads the schemas, and compiles them: each behind those to whose records its own refer.
     *
     * @param nowMillis the time that "now" means in values: one moment for all streams and processes
     * @throws InvalidInput with what is wrong
     */
    public SchemaRecords(List<StreamPlan> streams, long nowMillis) {
        this.nowMillis = nowMillis;
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (StreamPlan stream : streams) {
            stream.records().schema().ifPresent(source -> schemas.put(stream.title(), read(stream, source)));
        }
        this.references = new StreamReferences(streams, schemas);
        Map<String, EntityPool> pools = new HashMap<>();
        for (StreamPlan stream : references.inOrder()) {
            SchemaRecordGenerator generator = compile(stream, schemas.get(stream.title()), pools);
            generators.put(stream.title(), generator);
            if (references.referred(stream)) {
                pools.put(stream.title(), pool(stream, generator));
            }
        }
    }

    /** The generator of a stream's values; empty if they have no schema. */
    public Optional<SchemaRecordGenerator> of(StreamPlan stream) {
        return Optional.ofNullable(generators.get(stream.title()));
    }

    /**
     * The keys of a stream.
     *
     * @throws InvalidInput if their schema cannot be read, or the format cannot write its values
     */
    SchemaKeys keys(StreamPlan stream, Keys.OfSchema keys) {
        SchemaFile file = new SchemaFile(keys.schema(), Optional.empty());
        Optional<Path> folder =
                Optional.ofNullable(keys.schema().toAbsolutePath().getParent());
        Schema schema = file.read();
        try {
            ValueSource source = new ValueSource(stream.seed(), nowMillis, folder);
            ValueGenerator values = new ValueGenerator(schema, source);
            return new SchemaKeys(
                    keys.numbers(), stream.records().seed(), values::value, new KeyEncoder(schema, keys.format()));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(keys.schema().toString(), e.getMessage());
        }
    }

    /** Which streams refer to which others. */
    StreamReferences references() {
        return references;
    }

    private SchemaRecordGenerator compile(StreamPlan stream, Schema schema, Map<String, EntityPool> pools) {
        RecordPlan records = stream.records();
        Values.OfSchema values = (Values.OfSchema) records.values();
        Optional<Path> folder = values.source() instanceof SchemaSource.InFile of
                ? Optional.ofNullable(of.file().path().toAbsolutePath().getParent())
                : Optional.empty();
        Optional<KeyField> key = records.keys()
                .filter(Keys.OfField.class::isInstance)
                .map(Keys.OfField.class::cast)
                .map(field -> KeyField.of(schema, field.path(), field.format()));
        try {
            ValueSource source = new ValueSource(stream.seed(), nowMillis, folder, pools, stampField(stream, schema));
            return new SchemaRecordGenerator(schema, source, values.format(), key, references.referredFields(stream));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(where(stream), e.getMessage());
        }
    }

    /** The field for the stamp of each record, which is written over when it is sent. */
    private Optional<FixedText> stampField(StreamPlan stream, Schema schema) {
        Optional<String> path = stream.records().stampField();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (stream.records().keys().orElse(null) instanceof Keys.OfField key
                    && key.path().equals(path.get())) {
                throw new IllegalArgumentException("is the key; name another field");
            }
            if (references.referredFields(stream).contains(path.get())) {
                throw new IllegalArgumentException("other streams refer to it; name another field");
            }
            return Optional.of(FixedText.of(schema, path.get(), ValueStamp.BLANK));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(stream.where("--stamp-field"), "'%s': %s".formatted(path.get(), e.getMessage()));
        }
    }

    private EntityPool pool(StreamPlan stream, SchemaRecordGenerator generator) {
        return new EntityPool(
                generator.schema(), generator::value, stream.records().pool(), references.referredFields(stream));
    }

    private static Schema read(StreamPlan stream, SchemaSource source) {
        if (source instanceof SchemaSource.InFile of) {
            return of.file().read();
        }
        return source instanceof SchemaSource.Text of
                ? SchemaReader.parse(where(stream), of.json())
                : SchemaReader.parse(where(stream), Templates.text(((SchemaSource.Template) source).name()));
    }

    /** Where something is wrong with the schema of a stream, to say so. */
    static String where(StreamPlan stream) {
        SchemaSource source = stream.records().schema().orElseThrow();
        if (source instanceof SchemaSource.InFile of) {
            return of.file().path().toString();
        }
        return source instanceof SchemaSource.Template of ? of.name() : stream.where("--schema");
    }
}
