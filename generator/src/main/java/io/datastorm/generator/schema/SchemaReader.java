package io.datastorm.generator.schema;

import io.datastorm.generator.compile.Heights;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Reads Avro schemas from files and text. */
public final class SchemaReader {
    private SchemaReader() {}

    /**
     * The schema of a file.
     *
     * @throws InvalidInput with everything that is wrong with it
     */
    public static Schema read(Path file) {
        return parse(file.toString(), InputFile.read(file));
    }

    /**
     * The schema of a text.
     *
     * @param name what to call the text in messages
     * @throws InvalidInput with everything that is wrong with it
     */
    public static Schema parse(String name, String text) {
        List<Problem> problems = new ArrayList<>();
        JsonPlace root = JsonPlace.read(name, text, problems);
        if (root == null) {
            throw new InvalidInput(problems);
        }
        SchemaCheck check = new SchemaCheck(name, problems);
        check.check(root);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        Schema schema = parseWithAvro(name, text);
        requireFinite(name, schema, check);
        return schema;
    }

    /** Avro has the last word: what our check let through, it may still refuse, though without a place. */
    private static Schema parseWithAvro(String name, String text) {
        try {
            return new Schema.Parser(NameValidator.STRICT_VALIDATOR).parse(text);
        } catch (SchemaParseException | org.apache.avro.AvroTypeException e) {
            throw new InvalidInput(name, "is not an Avro schema: " + e.getMessage());
        }
    }

    private static void requireFinite(String name, Schema schema, SchemaCheck check) {
        if (new Heights().of(schema) == Heights.INFINITE) {
            throw new InvalidInput(
                    check.placeOf(schema.getFullName(), name),
                    "record '" + schema.getName()
                            + "' has no finite value: it must contain itself, directly or through others; "
                            + "make the field that leads back a union with null, or an array");
        }
    }
}
