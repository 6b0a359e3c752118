package io.datastorm.kafka.producer.value;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.generator.dirt.DirtDraw;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.dirt.InvalidBytes;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.RecordTime;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of which some are wrong on purpose. The second of two equal records follows the first at once. */
public final class DirtyValues implements Values {
    private final Values values;
    private final DirtDraw draw;
    private final WorkerStats stats;
    private final int workers;
    private final RecordTime time;
    private final Freshness late = new Freshness();
    private final Freshness dropped = new Freshness();

    /**
     * By how much the numbers of events are ahead of those of records: dropped ones have no record, copies no number.
     */
    private long ahead;
    /** Null unless the next record is the last one once more. */
    private ProducerRecord<byte[], byte[]> again;

    private long againNumber;
    private int kind;
    /** Null if the last record is as it should be. */
    private DirtyRecord dirty;

    /**
     * For one worker.
     *
     * @param workers by which the numbers of its events count up
     * @param time of the records
     */
    public DirtyValues(Values values, DirtDraw draw, WorkerStats stats, int workers, RecordTime time) {
        this.values = values;
        this.draw = draw;
        this.stats = stats;
        this.workers = workers;
        this.time = time;
    }

    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        if (again != null) {
            ProducerRecord<byte[], byte[]> record = again;
            again = null;
            ahead -= workers;
            dirty = DirtyRecord.of(DirtKind.DUPLICATE, againNumber, record.timestamp(), 0);
            return record;
        }
        drop(now);
        now.count(ahead);
        dirty = null;
        if (draw.clean() > 0) {
            draw.pass(1);
            return plain(now);
        }
        ProducerRecord<byte[], byte[]> record = wrong(now);
        draw.next();
        return record;
    }

    private ProducerRecord<byte[], byte[]> plain(Freshness now) {
        ProducerRecord<byte[], byte[]> record = values.next(now);
        kind = values.kind();
        return record;
    }

    private void drop(Freshness now) {
        while (draw.clean() == 0 && draw.kind() == DirtKind.DROPPED) {
            dropped.set(now.sequence() + ahead, now.epochMillis());
            stats.dirty(DirtyRecord.dropped(dropped.sequence(), time.millis(dropped)));
            values.skip();
            ahead += workers;
            draw.next();
        }
    }

    private ProducerRecord<byte[], byte[]> wrong(Freshness now) {
        return switch (draw.kind()) {
            case LATE -> {
                late.set(now.sequence(), now.epochMillis() - draw.delayMillis());
                yield told(at(plain(late), late), late);
            }
            case INVALID -> invalid(plain(now), now);
            default -> {
                again = at(plain(now), now);
                againNumber = now.sequence();
                yield again;
            }
        };
    }

    private ProducerRecord<byte[], byte[]> invalid(ProducerRecord<byte[], byte[]> record, Freshness now) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            return record;
        }
        InvalidBytes.write(value, 0, value.length);
        return told(at(record, now), now);
    }

    /** The record with a timestamp that is not the producer's choice. */
    private ProducerRecord<byte[], byte[]> at(ProducerRecord<byte[], byte[]> record, Freshness when) {
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                Math.max(0, time.millis(when)),
                record.key(),
                record.value(),
                record.headers());
    }

    private ProducerRecord<byte[], byte[]> told(ProducerRecord<byte[], byte[]> record, Freshness when) {
        dirty = DirtyRecord.of(draw.kind(), when.sequence(), record.timestamp(), draw.delayMillis());
        return record;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public DirtyRecord dirty() {
        return dirty;
    }
}
