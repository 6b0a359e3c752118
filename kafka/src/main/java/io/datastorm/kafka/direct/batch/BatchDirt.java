package io.datastorm.kafka.direct.batch;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.ArrayList;
import java.util.List;

/** Which records of a batch are wrong on purpose. Nearly always none; not thread-safe. */
final class BatchDirt {
    private final List<DirtyRecord> records = new ArrayList<>();
    /** Of each of them, in the batch. */
    private final List<Integer> places = new ArrayList<>();

    void clear() {
        records.clear();
        places.clear();
    }

    void add(DirtyRecord record, int place) {
        records.add(record);
        places.add(place);
    }

    /** Tells where they are stored; the offset of the batch is negative if nobody knows. */
    void tell(WorkerStats stats, int partition, long offset) {
        for (int i = 0; i < records.size(); i++) {
            stats.dirty(records.get(i).at(partition, offset < 0 ? DirtyRecord.NOWHERE : offset + places.get(i)));
        }
    }
}
