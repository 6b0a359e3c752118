package io.datastorm.run.fault;

import io.datastorm.core.workload.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Faults that are still to come, planned or asked for while the run goes on. Those of one time keep their order: the
 * end of one stands before the next one of the same broker. Thread-safe.
 */
final class FaultSchedule {
    private final List<Fault> coming = new ArrayList<>();

    FaultSchedule(List<Fault> planned) {
        add(planned);
    }

    synchronized void add(List<Fault> more) {
        coming.addAll(more);
        // It keeps the order of equal ones.
        coming.sort(Comparator.comparing(Fault::at));
    }

    /** Takes the next one if its time has come. */
    synchronized Optional<Fault> due(Duration now) {
        return coming.isEmpty() || coming.get(0).at().compareTo(now) > 0
                ? Optional.empty()
                : Optional.of(coming.remove(0));
    }
}
