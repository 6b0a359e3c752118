package io.datastorm.core.workload.record;

import java.nio.file.Path;

/** Where a schema is. */
public sealed interface SchemaSource {
    /** In a file. */
    record InFile(Path file) implements SchemaSource {}

    /** In the plan itself. */
    record Text(String json) implements SchemaSource {}

    /** It ships with DataStorm. */
    record Template(String name) implements SchemaSource {}
}
