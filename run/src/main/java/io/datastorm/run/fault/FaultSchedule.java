package io.datastorm.run.fault;

import io.datastorm.core.workload.fault.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Faults that are still to come, planned or asked for while the run goes on. Thread-safe. */
final class FaultSchedule {
    private final PriorityQueue<Fault> coming = new PriorityQueue<>(Comparator.comparing(Fault::at));

    FaultSchedule(List<Fault> planned) {
        coming.addAll(planned);
    }

    synchronized void add(List<Fault> more) {
        coming.addAll(more);
    }

    /** Takes the next one if its time has come. */
    synchronized Optional<Fault> due(Duration now) {
        Fault next = coming.peek();
        return next == null || next.at().compareTo(now) > 0 ? Optional.empty() : Optional.of(coming.remove());
    }
}
