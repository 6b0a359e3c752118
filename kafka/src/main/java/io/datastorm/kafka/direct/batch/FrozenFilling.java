package io.datastorm.kafka.direct.batch;

import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.wire.BatchFormat;
import java.util.IdentityHashMap;

/**
 * Repeats the records of the templates unchanged: a batch's memory that already holds them, compressed if that is
 * asked, only needs a new header.
 */
public final class FrozenFilling implements Filling {
    private final BatchFormat format;
    private final TimestampDelta delta;
    private final IdentityHashMap<Batch, Contents> contents = new IdentityHashMap<>();

    /** For one worker. */
    public FrozenFilling(BatchFormat format, TimestampDelta delta) {
        this.format = format;
        this.delta = delta;
    }

    /** What a batch's memory holds. */
    private record Contents(BatchTemplate template, int records, int end) {}

    @Override
    public void begin(Batch batch) {}

    @Override
    public int fill(Batch batch, long sequence, int most, SendTimes moment) {
        int records = Math.min(most, batch.room());
        batch.add(records, moment, batch.baseMillis() + delta.first());
        moment.advance(records);
        return records;
    }

    @Override
    public void seal(Batch batch) {
        Contents held = contents.get(batch);
        if (held == null || held.template() != batch.template() || held.records() != batch.count()) {
            held = pack(batch);
            contents.put(batch, held);
        }
        batch.seal(batch.buffer(), held.end());
    }

    private Contents pack(Batch batch) {
        BatchTemplate template = batch.template();
        if (batch.whole()) {
            byte[] packed = template.packed(format);
            batch.reserve(BatchFormat.HEADER_BYTES + packed.length);
            batch.buffer().clear().position(BatchFormat.HEADER_BYTES).put(packed);
        } else {
            BatchFormat.Packing packing = format.pack(batch.buffer());
            packing.write(template.bytes(), 0, template.size(batch.count()));
            batch.seal(packing.close(), 0);
        }
        return new Contents(template, batch.count(), batch.buffer().position());
    }
}
