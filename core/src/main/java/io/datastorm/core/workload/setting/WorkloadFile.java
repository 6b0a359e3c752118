package io.datastorm.core.workload.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workload file says.
 *
 * @param common settings of the run, and of each stream that does not say otherwise
 * @param streams what each stream says, in the order of the file; empty if the file is one stream
 */
public record WorkloadFile(Settings common, Map<String, Settings> streams) {
    /** What holds for each stream under these flags: theirs, its own, and what is common. At least one. */
    public List<StreamSettings> under(Settings flags) {
        return streams.isEmpty()
                ? List.of(new StreamSettings(Optional.empty(), flags.over(common)))
                : streams.entrySet().stream()
                        .map(entry -> new StreamSettings(Optional.of(entry.getKey()), flags.over(entry.getValue())))
                        .map(stream -> stream.over(common))
                        .toList();
    }

    /** Of a run without a file. */
    public static WorkloadFile none() {
        return new WorkloadFile(new Settings(), Map.of());
    }
}
