package io.datastorm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.datastorm.core.workload.Workload;

/** A workload as the file that would give the same run. */
final class EffectiveYaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private EffectiveYaml() {}

    static String of(Workload workload) throws JsonProcessingException {
        return MAPPER.writeValueAsString(workload.effective());
    }
}
