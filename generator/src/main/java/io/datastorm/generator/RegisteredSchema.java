package io.datastorm.generator;

import java.util.Optional;

/**
 * What a registry knows of a schema.
 *
 * @param type as registries call it: {@link #AVRO} or {@link #JSON}
 * @param text of the schema
 * @param recordName the full name of the record's type; empty if values are no records
 */
public record RegisteredSchema(String type, String text, Optional<String> recordName) {
    /** The type that registries assume where none is given. */
    public static final String AVRO = "AVRO";

    /** A JSON Schema. */
    public static final String JSON = "JSON";
}
