package io.datastorm.core.measure.snapshot;

/** Is told each snapshot once, by the sampler's thread. */
@FunctionalInterface
public interface SnapshotListener {
    /** A second has ended. */
    void snapshot(Snapshot snapshot);
}
