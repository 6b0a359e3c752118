package io.datastorm.core.verify.journal;

import io.datastorm.core.verify.lane.LaneId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a journal says of one partition's records. Not to be changed by readers; thread-safe once it is read. */
public final class PartitionOutcomes {
    private final Map<Integer, LaneOutcomes> lanes = new TreeMap<>();
    private final AcknowledgedOffsets offsets;

    PartitionOutcomes(EntryFile file) {
        this.offsets = new AcknowledgedOffsets(file);
    }

    LaneOutcomes known(int lane) {
        return lanes.computeIfAbsent(lane, unseen -> new LaneOutcomes());
    }

    /** A lane's records; empty if the journal does not mention the lane. */
    public LaneOutcomes lane(int lane) {
        LaneOutcomes known = lanes.get(lane);
        return known == null ? new LaneOutcomes() : known;
    }

    /** All lanes that the journal mentions, by their {@link LaneId}. */
    public Map<Integer, LaneOutcomes> lanes() {
        return Collections.unmodifiableMap(lanes);
    }

    /** Where records were acknowledged. */
    public AcknowledgedOffsets offsets() {
        return offsets;
    }

    /** How many records were acknowledged. */
    public long acknowledged() {
        return lanes.values().stream()
                .mapToLong(lane -> lane.of(Outcome.ACKNOWLEDGED).count())
                .sum();
    }
}
