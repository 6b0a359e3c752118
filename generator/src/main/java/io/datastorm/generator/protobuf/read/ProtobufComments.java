package io.datastorm.generator.protobuf.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.input.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comments say of messages, enums and fields: documentation, and rules for values behind {@code datastorm:}. */
final class ProtobufComments {
    private static final String RULE = "datastorm:";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Object> rules = new HashMap<>();

    /** Takes the comment at something of this full name; what is wrong with its rule goes to the list. */
    void add(String fullName, String comment, String where, List<Problem> problems) {
        int at = comment.indexOf(RULE);
        String text = (at < 0 ? comment : comment.substring(0, at)).strip();
        if (!text.isEmpty()) {
            texts.put(fullName, text);
        }
        if (at >= 0) {
            try {
                rules.put(
                        fullName,
                        // What stands behind the rule is text again.
                        MAPPER.readValue(comment.substring(at + RULE.length()), Object.class));
            } catch (JsonProcessingException e) {
                problems.add(new Problem(
                        where,
                        "the rule behind '%s' at %s is not JSON: %s"
                                .formatted(RULE, fullName, e.getOriginalMessage())));
            }
        }
    }

    /** The documentation; null: there is none. */
    String text(String fullName) {
        return texts.get(fullName);
    }

    /** The rule of a field. */
    Optional<Object> rule(String fullName) {
        return Optional.ofNullable(rules.get(fullName));
    }
}
