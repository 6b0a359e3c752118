package io.datastorm.generator.protobuf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .proto} file with the files that it imports, without those that come with Protobuf itself.
 *
 * @param name as others import it
 * @param text of the file; of a descriptor set: the file's descriptor in Base64, which registries take as well
 */
public record ProtobufFile(String name, String text, List<ProtobufFile> imports) {
    /** Whether Protobuf itself brings the file of this name, so that everybody has it. */
    public static boolean wellKnown(String name) {
        return name.startsWith("google/protobuf/");
    }

    /** As a property of a schema: each file once, whoever imports it; this one comes last. */
    List<Object> toProperty() {
        Map<String, Object> files = new LinkedHashMap<>();
        collect(files);
        return List.copyOf(files.values());
    }

    private void collect(Map<String, Object> files) {
        if (!files.containsKey(name)) {
            imports.forEach(each -> each.collect(files));
            List<String> names = imports.stream().map(ProtobufFile::name).toList();
            files.put(name, Map.of("name", name, "text", text, "imports", names));
        }
    }

    /** Of a property of a schema. */
    static ProtobufFile ofProperty(List<?> property) {
        Map<Object, ProtobufFile> made = new HashMap<>();
        ProtobufFile last = null;
        for (Object each : property) {
            Map<?, ?> file = (Map<?, ?>) each;
            last = new ProtobufFile(
                    (String) file.get("name"),
                    (String) file.get("text"),
                    ((List<?>) file.get("imports")).stream().map(made::get).toList());
            made.put(last.name(), last);
        }
        return last;
    }
}
