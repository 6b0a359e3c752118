package io.datastorm.core.workload.record;

import io.datastorm.generator.schema.SchemaFile;

/** Where a schema is. */
public sealed interface SchemaSource {
    /** Whether values are messages of Protobuf. */
    default boolean messages() {
        return false;
    }

    /** In a file. */
    record InFile(SchemaFile file) implements SchemaSource {
        @Override
        public boolean messages() {
            return file.messages();
        }
    }

    /** In the plan itself. */
    record Text(String json) implements SchemaSource {}

    /** It ships with DataStorm. */
    record Template(String name) implements SchemaSource {}
}
