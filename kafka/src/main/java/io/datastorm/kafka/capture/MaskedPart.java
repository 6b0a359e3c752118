package io.datastorm.kafka.capture;

import io.datastorm.generator.input.InvalidInput;
import java.util.List;

/** A part of a record that is masked: its key, a header, or a field of its value with all that is in it. */
public sealed interface MaskedPart {
    /** The key. */
    record Key() implements MaskedPart {
        @Override
        public String toString() {
            return "a key";
        }
    }

    /** The values of headers of a name. */
    record Header(String name) implements MaskedPart {
        @Override
        public String toString() {
            return "the header " + name;
        }
    }

    /** A field of the value; in arrays on the way that of each item. */
    record Field(List<String> path) implements MaskedPart {
        @Override
        public String toString() {
            return "the field " + String.join(".", path);
        }
    }

    /**
     * Reads {@code key}, {@code headers.NAME}, {@code customer.email}, or {@code value.key} for a field of such a name.
     *
     * @throws InvalidInput if it names nothing
     */
    static MaskedPart parse(String text) {
        if (text.equals("key")) {
            return new Key();
        }
        if (text.startsWith("headers.") && text.length() > "headers.".length()) {
            return new Header(text.substring("headers.".length()));
        }
        String path = text.startsWith("value.") ? text.substring("value.".length()) : text;
        List<String> names = List.of(path.split("\\.", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            throw new InvalidInput(
                    "--mask", "'%s' must be key, headers.NAME, or a field such as customer.email".formatted(text));
        }
        return new Field(names);
    }
}
