package io.datastorm.core.workload.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.generator.input.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlReaderTest {
    private static List<String> problems(String yaml) {
        List<Problem> problems = new ArrayList<>();
        YamlReader.parse("w.yaml", yaml, problems);
        return problems.stream()
                .map(problem -> problem.where() + ": " + problem.what())
                .toList();
    }

    @Test
    void problemsInAFileHaveTheirPlaces() {
        assertThat(problems("""
                        target:
                          paritions: 8
                        load:
                          rate: -5
                          rate: 7
                        sender:
                          acks:
                          properties: {x: 1}
                        colour: blue
                        """))
                .containsExactly(
                        "w.yaml:2:3: unknown key 'paritions'; did you mean 'partitions'?",
                        "w.yaml:5:3: the key 'rate' occurs twice",
                        "w.yaml:7:8: sender.acks: has no value; give one or remove the line",
                        "w.yaml:9:1: unknown key 'colour'");
    }

    @Test
    void aSchemaMayStandInTheFile() {
        String yaml = """
                records:
                  schema:
                    type: record
                    fields:
                      - {name: a, type: [null, string], default: null, datastorm: {null: 0.5}}
                      - {name: b, type: long, doc: "null", datastorm: {min: 1, max: 2.5, oneOf: [null, true]}}
                """;
        WorkloadFile file = YamlReader.parse("w.yaml", yaml, new ArrayList<>());
        assertThat(file.common().one(RecordOptions.SCHEMA).orElseThrow())
                .isEqualTo(new Given(
                        "{\"type\":\"record\",\"fields\":["
                                + "{\"name\":\"a\",\"type\":[\"null\",\"string\"],\"default\":null,"
                                + "\"datastorm\":{\"null\":0.5}},"
                                + "{\"name\":\"b\",\"type\":\"long\",\"doc\":\"null\","
                                + "\"datastorm\":{\"min\":1,\"max\":2.5,\"oneOf\":[null,true]}}]}",
                        "w.yaml:3:5 records.schema"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~load:\n\trate: 5~ | a tab is used for indentation",
                "~load: !!java.net.URL {rate: 5}~ | tags are not allowed",
                "~load: &a {rate: 5}\ntarget: *a~ | anchors and aliases are not allowed",
                "~a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]~ | anchors and aliases are not allowed",
                "~~ | is empty",
                "~- a~ | must be a map of sections",
                "~load: 5~ | is a section",
                "~load: {rate: [5]}~ | must be a single value",
                "~thresholds: x~ | must be a list",
                "~load: {rate: 5~ | is not valid YAML",
                "~records: {schema: {type: int, doc: !!java.net.URL x}}~ | tags are not allowed",
                "~records: {schema: {type: &a int, doc: *a}}~ | anchors and aliases are not allowed",
                "~records: {key: {a: b}}~ | must be a single value",
                "~name: a\n---\nname: b~ | more than one document"
            })
    void refusesTrickyYaml(String yaml, String message) {
        assertThat(problems(yaml == null ? "" : yaml)).anyMatch(problem -> problem.contains(message));
    }
}
