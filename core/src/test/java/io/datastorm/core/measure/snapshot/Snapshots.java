package io.datastorm.core.measure.snapshot;

import java.util.List;

/** Snapshots for tests: each is a second long, and its process used nothing. */
public final class Snapshots {
    private static final Usage NOTHING =
            new Usage(0, 0, 0, 0, Usage.Pauses.NONE, List.of(), List.of(), List.of(), List.of());

    private Snapshots() {}

    /** Of the first process. */
    public static Snapshot of(Snapshot.Phase phase, long second, StreamSnapshot... streams) {
        return of(0, phase, second, List.of(streams));
    }

    /** Of any process. */
    public static Snapshot of(int agent, Snapshot.Phase phase, long second, List<StreamSnapshot> streams) {
        return new Snapshot(agent, phase, second, 1.0, streams, NOTHING);
    }

    /** What a stream has done since the last call. */
    public static StreamSnapshot next(MeasuredStream stream) {
        return stream.next();
    }
}
