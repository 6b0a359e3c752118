package io.datastorm.kafka.direct;

import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.StampColumn;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.direct.turn.KeyBacklog;
import io.datastorm.kafka.wire.BatchFormat;
import java.nio.ByteBuffer;

/**
 * Copies records of a template, refreshes each copy, and puts them into the batch, compressed if that is asked.
 *
 * <p>A few kilobytes at a time are copied and stamped, small enough to stay in the processor's first cache.
 */
final class StampedFilling implements Filling {
    private static final int SCRATCH_BYTES = 16 << 10;

    private final BatchFormat format;
    private final TimestampDelta delta;
    private final int deltaWidth;
    private final int step;
    /** Null if nothing is to be proved. */
    private final RecordStamp verification;

    private final DueStamp due;
    /** Null if keys stand in the templates. */
    private final KeyBacklog keys;

    private final byte[] scratch;
    private final StampColumn.Run run;
    private final Freshness freshness = new Freshness();
    private BatchFormat.Packing packing;
    private int partition;

    /**
     * For one worker.
     *
     * @param step by how much sequences of this worker's records count up
     * @param largest no record has more bytes
     * @param verification stamps each record's last header; null: there is none
     * @param due stamps when the record was due into the header before that; null if records do not tell
     * @param keys drawn for each record; null if they stand in the templates
     */
    StampedFilling(
            BatchFormat format,
            TimestampDelta delta,
            int step,
            int largest,
            RecordStamp verification,
            DueStamp due,
            KeyBacklog keys) {
        this.verification = verification;
        this.due = due;
        this.keys = keys;
        this.format = format;
        this.delta = delta;
        this.deltaWidth = delta.width();
        this.step = step;
        this.run = new StampColumn.Run(step);
        this.scratch = new byte[Math.max(SCRATCH_BYTES, largest)];
    }

    @Override
    public void begin(Batch batch, BatchTemplate template, PartitionQueue queue, long nowNanos, long millis) {
        batch.begin(template, queue.id(), queue.records(), nowNanos, millis - delta.first());
        partition = queue.partition();
        packing = format.pack(batch.buffer());
    }

    @Override
    public int fill(Batch batch, long sequence, int most, SendTimes moment) {
        BatchTemplate template = batch.template();
        int distance = (int) Math.max(delta.first(), moment.millis() - batch.baseMillis());
        if (distance > delta.last()) {
            return 0;
        }
        if (verification != null) {
            verification.timestamp(batch.baseMillis() + distance);
        }
        int first = batch.count();
        int wanted = Math.min(batch.room(), most);
        int end = first + (keys == null ? wanted : keys.available(partition, wanted));
        long current = sequence;
        for (int from = first; from < end; ) {
            int records = template.fitting(from, end - from, scratch.length);
            int base = template.size(from);
            int length = template.size(from + records) - base;
            System.arraycopy(template.bytes(), base, scratch, 0, length);
            run.set(from, from + records, base);
            freshness.set(current, moment.millis());
            template.stamp(scratch, run, freshness);
            if (keys != null) {
                template.key(scratch, run, keys, partition);
            }
            if (distance != delta.first()) {
                template.time(scratch, run, deltaWidth, distance);
            }
            if (due != null) {
                template.due(due, scratch, run, moment, from - first);
            }
            if (verification != null) {
                template.prove(scratch, run, verification, batch.lane(), batch.firstInLane() + from);
            }
            current += (long) records * step;
            packing.write(scratch, 0, length);
            from += records;
        }
        batch.add(end - first, moment, batch.baseMillis() + distance);
        return end - first;
    }

    @Override
    public void seal(Batch batch) {
        ByteBuffer packed = packing.close();
        batch.seal(packed, packed.position());
    }
}
