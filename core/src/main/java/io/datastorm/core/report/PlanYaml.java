package io.datastorm.core.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
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
            return MAPPER.writeValueAsString(effective);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
