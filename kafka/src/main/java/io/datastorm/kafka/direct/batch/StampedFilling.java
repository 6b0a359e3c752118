package io.datastorm.kafka.direct.batch;

import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.StampColumn;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.DuePlace;
import io.datastorm.kafka.direct.template.RecordCopy;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.direct.template.ValuePlace;
import io.datastorm.kafka.direct.turn.BatchKeys;
import io.datastorm.kafka.wire.BatchFormat;
import java.nio.ByteBuffer;

/**
 * Copies records of a template, refreshes each copy, and puts them into the batch, compressed if that is asked.
 *
 * <p>A few kilobytes at a time are copied and stamped, small enough to stay in the processor's first cache.
 */
public final class StampedFilling implements Filling {
    private static final int SCRATCH_BYTES = 16 << 10;

    private final BatchFormat format;
    private final TimestampDelta delta;
    private final int deltaWidth;
    private final int step;
    /** Null if nothing is to be proved. */
    private final RecordStamp verification;

    /** Null if records do not tell when they were due. */
    private final DuePlace due;
    /** Null if values carry no stamp. */
    private final ValuePlace value;
    /** Null if keys stand in the templates. */
    private final BatchKeys keys;

    private final StampColumn.Run run;
    private final Freshness freshness = new Freshness();
    private byte[] scratch;
    private BatchFormat.Packing packing;
    /**
     * For one worker.
     *
     * @param step by how much sequences of this worker's records count up
     * @param largest no record has more bytes
     * @param stamps that each record gets
     * @param keys drawn for each record; null if they stand in the templates
     */
    public StampedFilling(
            BatchFormat format, TimestampDelta delta, int step, int largest, RecordStamps stamps, BatchKeys keys) {
        this.verification = stamps.verification();
        this.due = stamps.duePlace();
        this.value = stamps.valuePlace();
        this.keys = keys;
        this.format = format;
        this.delta = delta;
        this.deltaWidth = delta.width();
        this.step = step;
        this.run = new StampColumn.Run(step);
        this.scratch = new byte[Math.max(SCRATCH_BYTES, largest)];
    }

    @Override
    public void begin(Batch batch) {
        packing = format.pack(batch.buffer());
    }

    @Override
    public int fill(Batch batch, long sequence, int most, SendTimes moment) {
        return fill(batch, sequence, most, moment, false);
    }

    /** Adds one record whose value cannot be decoded, unless it has none; 0 if there was no room for it. */
    public int invalid(Batch batch, long sequence, SendTimes moment) {
        return fill(batch, sequence, 1, moment, true);
    }

    private int fill(Batch batch, long sequence, int most, SendTimes moment, boolean invalid) {
        long distance = Math.max(delta.first(), moment.recordMillis() - batch.baseMillis());
        freshness.set(sequence, moment.millis());
        return fill(batch, most, distance, moment, invalid);
    }

    /** Adds one record whose event happened so much earlier; 0 if there was no room for it. */
    public int late(Batch batch, long sequence, long delayMillis, SendTimes moment) {
        long distance = Math.max(delta.least(), moment.recordMillis() - delayMillis - batch.baseMillis());
        freshness.set(sequence, moment.millis() - delayMillis);
        return fill(batch, 1, distance, moment, false);
    }

    /** The last record, if it was added alone, to be sent once more. */
    public RecordCopy last(Batch batch, long sequence) {
        return batch.template().again(scratch, run, batch.lastAdded(), sequence);
    }

    /** Adds a record that was sent before; false if there is no room for it. */
    public boolean copy(Batch batch, RecordCopy copy, SendTimes moment) {
        int index = batch.count();
        int bytes = copy.size(index, batch.baseMillis());
        if (!batch.takes(bytes)) {
            return false;
        }
        if (due != null) {
            copy.due(due, moment.intendedNanos(0));
        }
        if (value != null) {
            copy.proveValue(value, batch.lane(), batch.firstInLane() + index);
        }
        if (verification != null) {
            copy.prove(verification, batch.lane(), batch.firstInLane() + index);
        }
        if (bytes > scratch.length) {
            scratch = new byte[bytes];
        }
        copy.write(scratch, index, batch.baseMillis());
        packing.write(scratch, 0, bytes);
        batch.add(copy, bytes, moment);
        moment.advance(1);
        return true;
    }

    /** The freshness is that of the first of them. */
    private int fill(Batch batch, int most, long millisAfterBase, SendTimes moment, boolean invalid) {
        if (millisAfterBase > delta.last()) {
            return 0;
        }
        int distance = (int) millisAfterBase;
        BatchTemplate template = batch.template();
        if (verification != null) {
            verification.timestamp(batch.baseMillis() + distance);
        }
        int first = batch.count();
        int wanted = Math.min(batch.room(), most);
        int end = first + (keys == null ? wanted : keys.available(batch.partition(), wanted));
        for (int from = first; from < end; ) {
            int records = template.fitting(from, end - from, scratch.length);
            int base = template.size(from);
            int length = template.size(from + records) - base;
            System.arraycopy(template.bytes(), base, scratch, 0, length);
            run.set(from, from + records, base);
            template.stamp(scratch, run, freshness);
            if (invalid) {
                template.invalidate(scratch, run);
            }
            if (keys != null) {
                template.key(scratch, run, keys, batch.partition());
            }
            if (distance != delta.first()) {
                template.time(scratch, run, deltaWidth, distance);
            }
            if (due != null) {
                template.due(due, scratch, run, moment, from - first);
            }
            if (value != null) {
                template.proveValues(scratch, run, value, batch.lane(), batch.firstInLane() + from);
            }
            if (verification != null) {
                template.prove(scratch, run, verification, batch.lane(), batch.firstInLane() + from);
            }
            freshness.count((long) records * step);
            packing.write(scratch, 0, length);
            from += records;
        }
        batch.add(end - first, moment, batch.baseMillis() + distance);
        moment.advance(end - first);
        return end - first;
    }

    @Override
    public void seal(Batch batch) {
        ByteBuffer packed = packing.close();
        batch.seal(packed, packed.position());
    }
}
