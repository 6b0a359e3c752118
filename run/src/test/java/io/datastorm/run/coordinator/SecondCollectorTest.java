package io.datastorm.run.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which snapshots become one second. */
final class SecondCollectorTest {
    private static final Usage NOTHING =
            new Usage(0, 0, 0, 0, Usage.Pauses.NONE, List.of(), List.of(), List.of(), List.of());
    private static final Set<Integer> BOTH = Set.of(0, 1);

    private final List<String> told = new ArrayList<>();
    private final SecondCollector collector =
            new SecondCollector(snapshots -> told.add(snapshots.get(0).phase() + " "
                    + snapshots.get(0).second() + " "
                    + snapshots.stream().map(Snapshot::agent).toList()));

    private void add(int agent, Snapshot.Phase phase, long second, long nowNanos) {
        collector.add(new Snapshot(agent, phase, second, 1, List.of(), NOTHING), nowNanos);
        collector.tell(BOTH, nowNanos);
    }

    @Test
    void aSecondIsToldWhenAllHaveToldIt() {
        add(0, Snapshot.Phase.WARMUP, 0, 0);
        add(0, Snapshot.Phase.MEASURED, 1, 1);
        assertThat(told).isEmpty();
        add(1, Snapshot.Phase.WARMUP, 0, 2);
        add(1, Snapshot.Phase.MEASURED, 1, 3);
        assertThat(told).containsExactly("WARMUP 0 [0, 1]", "MEASURED 1 [0, 1]");
    }

    @Test
    void whoIsGoneIsNotWaitedFor() {
        add(0, Snapshot.Phase.MEASURED, 1, 0);
        collector.tell(Set.of(0), 1);
        assertThat(told).containsExactly("MEASURED 1 [0]");
    }

    /** Who is late is counted all the same. */
    @Test
    void whoIsLateBelongsToTheRunAndToNoSecond() {
        add(0, Snapshot.Phase.MEASURED, 1, 0);
        collector.tell(BOTH, SecondCollector.PATIENCE_NANOS);
        add(1, Snapshot.Phase.MEASURED, 1, SecondCollector.PATIENCE_NANOS + 1);
        assertThat(told).containsExactly("MEASURED 1 [0]", "DRAIN 1 [1]");
        assertThat(collector.late()).isEqualTo(1);
    }

    @Test
    void theDrainIsToldAsItComes() {
        add(1, Snapshot.Phase.DRAIN, 5, 0);
        add(0, Snapshot.Phase.DRAIN, 5, 0);
        assertThat(told).containsExactly("DRAIN 5 [1]", "DRAIN 5 [0]");
        assertThat(collector.late()).isZero();
    }

    @Test
    void nothingIsLostWhenTheEndComes() {
        add(0, Snapshot.Phase.MEASURED, 1, 0);
        add(0, Snapshot.Phase.MEASURED, 2, 0);
        collector.tell(Set.of(), Long.MAX_VALUE);
        assertThat(told).containsExactly("MEASURED 1 [0]", "MEASURED 2 [0]");
    }
}
