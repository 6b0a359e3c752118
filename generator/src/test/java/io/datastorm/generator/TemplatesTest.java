package io.datastorm.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyField;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.format.ValueCheck;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class TemplatesTest {
    static final List<String> QUICKSTARTS = Templates.QUICKSTARTS;

    /** As many as Datagen has. */
    @Test
    void eachQuickstartIsThere() {
        assertThat(QUICKSTARTS).hasSize(38).isSorted();
        assertThatThrownBy(() -> Templates.quickstartKey("userss"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("there is no quickstart 'userss'; there are campaign_finance")
                .hasMessageContaining("did you mean 'users");
    }

    @ParameterizedTest
    @FieldSource("QUICKSTARTS")
    void aQuickstartHasRecordsWithKeys(String name) {
        Schema schema = SchemaReader.parse(name, Templates.text(Templates.QUICKSTART + name));
        KeyField key = KeyField.of(schema, Templates.quickstartKey(name), Format.STRING);
        SchemaRecordGenerator generator = new SchemaRecordGenerator(
                schema, new ValueSource(1, 1_790_000_000_000L, Optional.empty()), Format.AVRO, Optional.of(key));
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        ValueCheck check = ValueCheck.of(schema, Format.AVRO);
        for (int i = 0; i < 200; i++) {
            generator.generate(i, record);
            assertThat(check.test(record.buffer(), 0, record.size())).isTrue();
            assertThat(record.key()).isNotEmpty();
        }
    }
}
