package io.datastorm.core.workload;

import io.datastorm.core.pace.Load;
import java.util.List;
import java.util.Map;

/**
 * The whole plan of one run; validated, complete and immutable.
 *
 * @param name for people, and part of the output directory's name
 * @param target where records go
 * @param records what they are
 * @param load how fast
 * @param extent how long
 * @param sender how they are sent
 * @param verify whether it is read back and judged
 * @param faults what goes wrong on purpose, in the order of their times
 * @param thresholds what the result must meet
 * @param effective every setting by its section and name as text, secrets masked: what {@code --dry-run} prints and the
 *     result stores
 */
public record Workload(
        String name,
        Target target,
        RecordPlan records,
        Load load,
        Extent extent,
        SenderPlan sender,
        Verify verify,
        List<Fault> faults,
        List<Threshold> thresholds,
        Map<String, Object> effective) {
    /** The same with another target. */
    public Workload with(Target other) {
        return new Workload(name, other, records, load, extent, sender, verify, faults, thresholds, effective);
    }
}
