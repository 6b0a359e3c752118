package io.datastorm.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.value.ValueSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** What becomes of a made up schema: values, or a message; no other exception, no endless loop, no flood of memory. */
public final class FuzzedSchema {
    private static final int VALUES = 5;

    private FuzzedSchema() {}

    /** Fails if it is something else. */
    public static void makeOrRefuse(Supplier<Schema> read, Format format) {
        try {
            SchemaRecordGenerator generator = new SchemaRecordGenerator(
                    read.get(), new ValueSource(1, 0, Optional.empty()), format, Optional.empty());
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
