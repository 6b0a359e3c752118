package io.datastorm.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyField;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.plain.CounterGenerator;
import io.datastorm.generator.value.ValueSource;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TombstonesTest {
    @ParameterizedTest
    @CsvSource({"0.01,10", "0.5,500", "0.333,333", "0.9,900", "1,1000"})
    void theShareIsExactAndKeysAreThoseOfOthers(double share, int expected) {
        Schema schema = new Schema.Parser().parse(Templates.text("order"));
        RecordGenerator plain = new SchemaRecordGenerator(
                schema,
                new ValueSource(1, 0, Optional.empty()),
                Format.AVRO,
                Optional.of(KeyField.of(schema, "customer", Format.STRING)));
        RecordGenerator some = new Tombstones(plain, share);
        EncodedRecord record = new EncodedRecord(plain.slots().size());
        EncodedRecord other = new EncodedRecord(plain.slots().size());
        int tombstones = 0;
        int last = 0;
        for (int i = 0; i < 1000; i++) {
            some.generate(i, record);
            if (record.tombstone()) {
                tombstones++;
                plain.generate(share < 1 ? last : i, other);
                assertThat(record.key()).isEqualTo(other.key());
                assertThat(record.toByteArray()).isNull();
                assertThat(record.slotOffset(0)).isNegative();
            } else {
                last = i;
                assertThat(record.toByteArray()).isNotEmpty();
            }
        }
        assertThat(tombstones).isEqualTo(expected);
    }

    @Test
    void aSmallPoolHasNone() {
        Tombstones some = new Tombstones(new CounterGenerator(), 0.01);
        some.checkPool(100);
        assertThatThrownBy(() -> some.checkPool(99))
                .hasMessage("--tombstones: a pool of 99 values has none; it needs 100 values or more");
    }
}
