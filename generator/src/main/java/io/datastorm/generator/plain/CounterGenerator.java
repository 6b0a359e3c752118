package io.datastorm.generator.plain;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.stamp.Slot;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Each value is the record's position as decimal text: {@code --payload-monotonic} of kafka-producer-perf-test. */
public final class CounterGenerator implements RecordGenerator {
    @Override
    public List<Slot> slots() {
        return List.of();
    }

    @Override
    public void generate(long position, EncodedRecord target) {
        target.reset();
        byte[] digits = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        target.write(digits, 0, digits.length);
    }
}
