package io.datastorm.kafka.direct;

import io.datastorm.kafka.direct.wire.BatchFormat;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Repeats the records of the templates unchanged: a batch's memory that already holds them, compressed if that is asked, only needs a new header.
 */
final class FrozenFilling implements Filling {
    private final List<BatchTemplate> templates;
    private final BatchFormat format;
    private final TimestampDelta delta;
    private final boolean sticky;
    private final IdentityHashMap<Batch, Contents> contents = new IdentityHashMap<>();
    private int next;

    /**
     * For one worker.
     *
     * @param batches how many there are: enough for all templates, and each keeps its own
     */
    FrozenFilling(List<BatchTemplate> templates, BatchFormat format, TimestampDelta delta, int batches) {
        this.templates = templates;
        this.format = format;
        this.delta = delta;
        this.sticky = templates.size() <= batches;
    }

    /** What a batch's memory holds. */
    private record Contents(BatchTemplate template, int records, int end) {}

    @Override
    public void begin(Batch batch, Lane lane, long nowNanos, long millis) {
        BatchTemplate template = batch.template();
        if (template == null || !sticky) {
            template = templates.get(next);
            next = next + 1 == templates.size() ? 0 : next + 1;
        }
        batch.begin(template, lane, nowNanos, millis - delta.first());
    }

    @Override
    public int fill(Batch batch, long sequence, int most, Moment moment) {
        int records = Math.min(most, batch.template().count() - batch.count());
        batch.add(records, moment, batch.baseMillis() + delta.first());
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
        BatchFormat.Packing packing = format.pack(batch.buffer());
        packing.write(batch.template().bytes(), 0, batch.template().size(batch.count()));
        ByteBuffer packed = packing.close();
        batch.seal(packed, packed.position());
        return new Contents(batch.template(), batch.count(), packed.position());
    }
}
