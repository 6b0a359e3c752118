package io.datastorm.core.report.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An effective plan as the file that would give the same run. */
public final class PlanYaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private PlanYaml() {}

    /** The text of the file. */
    public static String of(Map<String, ?> effective) {
        try {
            return MAPPER.writeValueAsString(words(effective));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a file true is a word of its own: as a text it would stand in quotes. */
    private static Object words(Object value) {
        if (value instanceof Map<?, ?> section) {
            Map<Object, Object> words = new LinkedHashMap<>();
            section.forEach((name, each) -> words.put(name, words(each)));
            return words;
        }
        return value.equals("true") || value.equals("false") ? Boolean.valueOf(value.toString()) : value;
    }
}
