package io.datastorm.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.lab.stats.Repeats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class ExperimentReaderTest {
    static final List<String> SHIPPED = BuiltIn.NAMES;

    private static Experiment read(String yaml) {
        return ExperimentReader.read("e.yaml", yaml, false);
    }

    @Test
    void levelsOfFactorsAreCombined() {
        Experiment experiment = read("""
                name: e
                question: Which?
                base: { duration: 3s, acks: all }
                factors:
                  sender: [producer, direct]
                  acks: [1, 0]
                """);
        assertThat(experiment.variants())
                .extracting(Variant::name)
                .containsExactly(
                        "sender=producer acks=1",
                        "sender=producer acks=0",
                        "sender=direct acks=1",
                        "sender=direct acks=0");
        assertThat(experiment.variants().get(3).options())
                .isEqualTo(Map.of("duration", "3s", "sender", "direct", "acks", "0"));
        assertThat(experiment.variants())
                .extracting(Variant::group)
                .containsExactly("sender=producer", "sender=producer", "sender=direct", "sender=direct");
        assertThat(experiment.repeats()).isEqualTo(7);
        assertThat(experiment.budget()).isEmpty();
        assertThat(experiment.runs()).isEqualTo(35);
    }

    @Test
    void variantsHaveNamesOptionsAJvmAndAPast() {
        String yaml = """
                name: e
                question: Which?
                repeats: 7
                base: { duration: 3s }
                variants:
                  plain:
                  other: { duration: 4s, jvm: -XX:+UseZGC }
                before: { other: much }
                quick: { duration: 1s, repeats: 1 }
                """;
        assertThat(read(yaml).variants())
                .containsExactly(
                        new Variant("plain", "", Map.of("duration", "3s"), "", ExternalClient.DATASTORM, ""),
                        new Variant(
                                "other",
                                "",
                                Map.of("duration", "4s"),
                                "-XX:+UseZGC",
                                ExternalClient.DATASTORM,
                                "much"));
        Experiment quick = ExperimentReader.read("e.yaml", yaml, true);
        assertThat(quick.repeats()).isEqualTo(1);
        assertThat(quick.variants().get(0).options()).containsEntry("duration", "1s");
    }

    @Test
    void aVariantMayBeSomebodyElsesProgram() {
        Variant variant = read("""
                name: e
                question: Which?
                base: { duration: 3s }
                variants:
                  ours:
                  theirs: { needs: node npm, setup: npm install x, command: node x.js }
                """).variants().get(1);
        assertThat(variant.client())
                .isEqualTo(new ExternalClient("node x.js", List.of("node", "npm"), "npm install x", ""));
        assertThat(variant.options()).isEqualTo(Map.of("duration", "3s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'name: e\nquestion: q\nfactor: {a: [1]}'|unknown key 'factor'; did you mean 'factors'?",
                "'name: e\nquestion: q'|needs either factors with levels, or named variants",
                "'name: e\nquestion: q\nfactors: {acks: [1]}'|needs at least two variants",
                "'name: e\nquestion: q\nfactors: {acks: }'|a factor needs levels",
                "'name: e\nquestion: q\nsubject: brokr\nfactors: {acks: [0, 1]}'|did you mean 'broker'?",
                "'name: e\nquestion: q\nbudget: long\nfactors: {acks: [0, 1]}'|budget: ",
                "'question: q'|needs a name and a question",
                "'name: a/../../evil\nquestion: q\nfactors: {acks: [0, 1]}'|name: must consist of letters",
                "'name: e\nquestion: q\nfactors: {linger: 5ms}'|factors.linger: must be a list, such as [5ms, 25ms]",
                "'name: e\nquestion: q\nvariants: 7'|variants: must be a map",
                "'name: [1'|name: is not what belongs there",
                "'name: e\nname: f'|is not an experiment"
            })
    void whatIsNoExperimentIsExplained(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidInput.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void whatShipsIsAnExperiment(String name) {
        Experiment full = ExperimentReader.read(name, BuiltIn.text(name), false);
        Experiment quick = ExperimentReader.read(name, BuiltIn.text(name), true);
        assertThat(full.name()).isEqualTo(name);
        assertThat(full.question()).endsWith("?");
        assertThat(full.repeats()).isBetween(Repeats.least(full.comparisons()), 10);
        assertThat(quick.time()).isLessThan(full.time());
        assertThat(full.variants()).extracting(Variant::name).doesNotHaveDuplicates();
    }
}
