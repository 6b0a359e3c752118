package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.DirtCounts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A stream of this process, and what of it was told already. For one thread. */
public final class MeasuredStream {
    private final String name;
    private final List<WorkerStats> workers;
    private final Supplier<SenderHealth> health;
    /** Filled anew each second: what a second takes from the heap is time that workers wait for the collector. */
    private final Latencies latencies = Latencies.empty();

    private Counts told = Counts.NONE;
    private SenderHealth toldHealth = SenderHealth.NONE;
    private DirtCounts toldDirt = DirtCounts.NONE;

    /** With what its workers and its senders tell of themselves. */
    public MeasuredStream(String name, List<WorkerStats> workers, Supplier<SenderHealth> health) {
        this.name = name;
        this.workers = List.copyOf(workers);
        this.health = health;
    }

    /** What was added since the last call; its latencies are valid until the next one. */
    StreamSnapshot next() {
        Counts counts = workers.stream().map(WorkerStats::counts).reduce(Counts.NONE, Counts::plus);
        SenderHealth now = health.get();
        latencies.clear();
        workers.forEach(worker -> worker.drainInto(latencies));
        StreamSnapshot next =
                new StreamSnapshot(name, counts.since(told), latencies, now.since(toldHealth), nextDirt());
        told = counts;
        toldHealth = now;
        return next;
    }

    /** What is listed is taken first: it never is more than what is counted. */
    private DirtSnapshot nextDirt() {
        List<DirtyRecord> records = new ArrayList<>();
        for (WorkerStats worker : workers) {
            records.addAll(worker.takeDirty(DirtSnapshot.MOST_RECORDS - records.size()));
        }
        DirtCounts counts = workers.stream().map(WorkerStats::dirtCounts).reduce(DirtCounts.NONE, DirtCounts::plus);
        DirtSnapshot next = new DirtSnapshot(counts.since(toldDirt), records);
        toldDirt = counts;
        return next;
    }
}
