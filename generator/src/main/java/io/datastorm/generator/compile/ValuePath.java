package io.datastorm.generator.compile;

import org.apache.avro.Schema;

/** Names a node of a schema: {@code rider.id}, and with the branch of a union {@code rider|com.example.Rider.id}. */
public final class ValuePath {
    private static final char BRANCH = '|';

    private ValuePath() {}

    /** A field of a record. */
    public static String field(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A branch of a union. */
    public static String branch(String path, Schema branch) {
        // Dots separate fields.
        return path + BRANCH + branch.getFullName().replace('.', '/');
    }

    /** The name of the field. */
    static String name(String path) {
        return shown(path).substring(shown(path).lastIndexOf('.') + 1);
    }

    /** The path as people write it. */
    public static String shown(String path) {
        return path.replaceAll("\\|[^.]*", "");
    }
}
