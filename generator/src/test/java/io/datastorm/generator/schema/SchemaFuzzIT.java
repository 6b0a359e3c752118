package io.datastorm.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.value.ValueSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file has in it: values, or a message; no other exception, no endless loop, no flood of memory. */
final class SchemaFuzzIT {
    private static final int VALUES = 5;

    static Stream<String> schemas() {
        return Stream.concat(
                        Templates.NAMES.stream(),
                        Templates.QUICKSTARTS.stream().map(name -> Templates.QUICKSTART + name))
                .map(Templates::text);
    }

    @MethodSource("schemas")
    @FuzzTest(maxDuration = "10s")
    void aSchemaMakesValuesOrIsRefused(String text) {
        makeOrRefuse(text);
    }

    @Tag("matrix")
    @MethodSource("schemas")
    @FuzzTest(maxDuration = "1m")
    void aSchemaMakesValuesOrIsRefusedInTheLongRun(String text) {
        makeOrRefuse(text);
    }

    private static void makeOrRefuse(String text) {
        if (text == null) {
            return;
        }
        try {
            Schema schema = SchemaReader.parse("fuzz", text);
            SchemaRecordGenerator generator = new SchemaRecordGenerator(
                    schema, new ValueSource(1, 0, Optional.empty()), Format.JSON, Optional.empty());
            generator.checkPool(VALUES);
            EncodedRecord record = new EncodedRecord(generator.slots().size());
            for (int i = 0; i < VALUES; i++) {
                generator.generate(i, record);
            }
        } catch (InvalidInput e) {
            assertThat(e.problems()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
