package io.datastorm.generator.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a schema has in it: values, or a message. */
final class SchemaFuzzIT {
    static Stream<String> schemas() {
        return Stream.concat(
                        Templates.NAMES.stream(),
                        Templates.QUICKSTARTS.stream().map(name -> Templates.QUICKSTART + name))
                .map(Templates::text);
    }

    @MethodSource("schemas")
    @FuzzTest
    void aSchemaMakesValuesOrIsRefused(String text) {
        makeOrRefuse(text);
    }

    @Tag("matrix")
    @MethodSource("schemas")
    @FuzzTest(maxDuration = "30s")
    void aSchemaMakesValuesOrIsRefusedInTheLongRun(String text) {
        makeOrRefuse(text);
    }

    private static void makeOrRefuse(String text) {
        if (text != null) {
            FuzzedSchema.makeOrRefuse(() -> SchemaReader.parse("fuzz", text), Format.JSON);
        }
    }
}
