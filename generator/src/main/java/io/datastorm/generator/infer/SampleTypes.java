package io.datastorm.generator.infer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The types of a sample that came without a schema. */
final class SampleTypes {
    private final Map<String, Integer> names = new TreeMap<>();

    private SampleTypes() {}

    /**
     * A schema without rules.
     *
     * @param name of the record
     * @throws IllegalArgumentException if a field has values of several types
     */
    static Schema of(FieldProfile profile, String name) {
        return new SampleTypes().record(name, profile);
    }

    private Schema record(String name, FieldProfile profile) {
        String type = unused(FieldProfile.legal(name));
        List<Schema.Field> fields = profile.fields().entrySet().stream()
                .map(field -> new Schema.Field(field.getKey(), type(field.getKey(), field.getValue())))
                .toList();
        return Schema.createRecord(type, null, null, false, fields);
    }

    /** A name of a type is used once. */
    private String unused(String name) {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        int before = names.merge(type, 1, Integer::sum);
        return before == 1 ? type : type + before;
    }

    private Schema type(String name, FieldProfile values) {
        Schema type = withoutNull(name, values);
        return values.nullShare() > 0 ? Schema.createUnion(Schema.create(Schema.Type.NULL), type) : type;
    }

    private Schema withoutNull(String name, FieldProfile values) {
        if (values.kinds() > 1) {
            throw new IllegalArgumentException("field " + name
                    + " has values of several types, such as numbers and text; make them one type first");
        }
        if (values.hasRecords()) {
            return record(name, values);
        }
        if (values.items() != null) {
            return Schema.createArray(type(name, values.items()));
        }
        if (values.hasBooleans()) {
            return Schema.create(Schema.Type.BOOLEAN);
        }
        if (!values.numbers().isEmpty()) {
            return Schema.create(values.fractions() ? Schema.Type.DOUBLE : Schema.Type.LONG);
        }
        return Schema.create(Schema.Type.STRING);
    }
}
