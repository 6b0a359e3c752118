package io.datastorm.generator;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schemas that ship with DataStorm, each a readable {@code .avsc} file. */
public final class Templates {
    /** The names, in the order in which they are shown. */
    public static final List<String> NAMES = List.of("reading", "order", "payment", "clickstream", "sensor", "tweet");

    private Templates() {}

    /**
     * The text of a template's schema.
     *
     * @throws InvalidInput with the list of names, if there is none of this name
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidInput(
                    "template",
                    "there is no template '" + name + "'; there are " + String.join(", ", NAMES)
                            + Nearest.hint(name, NAMES));
        }
        try (InputStream in = Templates.class.getResourceAsStream("templates/" + name + ".avsc")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
