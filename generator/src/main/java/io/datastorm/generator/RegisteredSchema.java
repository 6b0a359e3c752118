package io.datastorm.generator;

import java.util.List;
import java.util.Optional;

/**
 * What a registry knows of a schema.
 *
 * @param type as registries call it: {@link #AVRO}, {@link #JSON} or {@link #PROTOBUF}
 * @param text of the schema
 * @param recordName the full name of the record's type; empty if values are no records
 * @param references the schemas that the text refers to, by the names that it has for them
 */
public record RegisteredSchema(String type, String text, Optional<String> recordName, List<Reference> references) {
    /** The type that registries assume where none is given. */
    public static final String AVRO = "AVRO";

    /** A JSON Schema. */
    public static final String JSON = "JSON";

    /** A {@code .proto} file. */
    public static final String PROTOBUF = "PROTOBUF";

    /** One that refers to no others. */
    public RegisteredSchema(String type, String text, Optional<String> recordName) {
        this(type, text, recordName, List.of());
    }

    /**
     * A schema that another one refers to.
     *
     * @param name of the reference, which is also the subject under which it is registered
     */
    public record Reference(String name, RegisteredSchema schema) {}
}
