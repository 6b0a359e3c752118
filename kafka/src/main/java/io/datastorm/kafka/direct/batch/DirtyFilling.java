package io.datastorm.kafka.direct.batch;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.generator.dirt.DirtDraw;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.kafka.direct.template.RecordCopy;
import io.datastorm.kafka.direct.template.SendTimes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Puts records into a batch of which some are wrong on purpose. The second of two equal records stands in place of a
 * record of the template, in this batch or in the next one of its partition.
 */
public final class DirtyFilling implements Filling {
    private final StampedFilling records;
    private final DirtDraw draw;
    private final WorkerStats stats;
    private final int step;
    /** Records to be sent once more, by partition. */
    private final List<Queue<RecordCopy>> copies = new ArrayList<>();

    /**
     * By how much the numbers of events are ahead of those of records: dropped ones have no record, copies no number.
     */
    private long ahead;

    /**
     * For one worker.
     *
     * @param step by how much numbers of this worker's events count up
     */
    public DirtyFilling(StampedFilling records, DirtDraw draw, WorkerStats stats, int step) {
        this.records = records;
        this.draw = draw;
        this.stats = stats;
        this.step = step;
    }

    @Override
    public void begin(Batch batch) {
        records.begin(batch);
        while (copies.size() <= batch.partition()) {
            copies.add(new ArrayDeque<>());
        }
    }

    @Override
    public int fill(Batch batch, long sequence, int most, SendTimes moment) {
        int done = 0;
        int taken = 1;
        while (done < most && taken > 0) {
            taken = batch.room() == 0 ? 0 : next(batch, sequence + (long) done * step, most - done, moment);
            done += taken;
        }
        return done;
    }

    private int next(Batch batch, long sequence, int most, SendTimes moment) {
        Queue<RecordCopy> waiting = copies.get(batch.partition());
        if (!waiting.isEmpty()) {
            return copy(batch, waiting, moment);
        }
        drop(sequence, moment);
        if (draw.clean() == 0) {
            return dirty(batch, sequence + ahead, moment);
        }
        int taken = records.fill(batch, sequence + ahead, (int) Math.min(draw.clean(), most), moment);
        draw.pass(taken);
        return taken;
    }

    private void drop(long sequence, SendTimes moment) {
        while (draw.clean() == 0 && draw.kind() == DirtKind.DROPPED) {
            stats.dirty(DirtyRecord.dropped(sequence + ahead, moment.recordMillis()));
            ahead += step;
            draw.next();
        }
    }

    private int dirty(Batch batch, long number, SendTimes moment) {
        DirtKind kind = draw.kind();
        boolean empty = batch.template().empty(batch.count());
        int taken =
                switch (kind) {
                    case LATE -> records.late(batch, number, draw.delayMillis(), moment);
                    case INVALID -> records.invalid(batch, number, moment);
                    default -> records.fill(batch, number, 1, moment);
                };
        if (taken == 0) {
            return 0;
        }
        if (kind == DirtKind.DUPLICATE) {
            copies.get(batch.partition()).add(records.last(batch, number));
        } else if (kind == DirtKind.LATE || !empty) {
            batch.dirty(DirtyRecord.of(kind, number, batch.lastAdded(), draw.delayMillis()));
        }
        draw.next();
        return 1;
    }

    private int copy(Batch batch, Queue<RecordCopy> waiting, SendTimes moment) {
        RecordCopy copy = waiting.peek();
        if (!records.copy(batch, copy, moment)) {
            return 0;
        }
        waiting.remove();
        ahead -= step;
        batch.dirty(DirtyRecord.of(DirtKind.DUPLICATE, copy.number(), copy.millis(), 0));
        return 1;
    }

    @Override
    public void seal(Batch batch) {
        records.seal(batch);
    }
}
