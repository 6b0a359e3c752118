package io.datastorm.core.workload.setting;

import java.util.Map;

/**
 * What a workload file says.
 *
 * @param common settings of the run, and of each stream that does not say otherwise
 * @param streams what each stream says, in the order of the file; empty if the file is one stream
 */
public record WorkloadFile(Settings common, Map<String, Settings> streams) {
    /** Of a run without a file. */
    public static WorkloadFile none() {
        return new WorkloadFile(new Settings(), Map.of());
    }
}
