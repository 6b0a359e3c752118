package io.datastorm.generator.protobuf;

import java.util.List;
import java.util.Map;

/**
 * A {@code .proto} file with the files that it imports, without those that come with Protobuf itself.
 *
 * @param name as others import it
 * @param text of the file; of a descriptor set: the file's descriptor in Base64, which registries take as well
 */
public record ProtobufFile(String name, String text, List<ProtobufFile> imports) {
    /** As a property of a schema. */
    Map<String, Object> toProperty() {
        return Map.of(
                "name",
                name,
                "text",
                text,
                "imports",
                imports.stream().map(ProtobufFile::toProperty).toList());
    }

    /** Of a property of a schema. */
    static ProtobufFile ofProperty(Map<?, ?> property) {
        List<ProtobufFile> imports = ((List<?>) property.get("imports"))
                .stream().map(each -> ofProperty((Map<?, ?>) each)).toList();
        return new ProtobufFile((String) property.get("name"), (String) property.get("text"), imports);
    }
}
