package io.datastorm.core.report.summary;

import io.datastorm.core.result.RunResult;
import java.util.Map;

/**
 * What a stored result says of the plan of one stream.
 *
 * @param settings by section and name
 */
record PlanView(Map<?, ?> settings) {
    private static final String STREAMS = "streams";

    /** Of the only stream of a run. */
    static PlanView of(RunResult result) {
        return new PlanView(result.workload());
    }

    /** Of a stream, which may be the only one. */
    static PlanView of(RunResult result, RunResult.Stream stream) {
        return result.workload().get(STREAMS) instanceof Map<?, ?> streams
                        && streams.get(stream.name()) instanceof Map<?, ?> own
                ? new PlanView(own)
                : of(result);
    }

    /** A setting as text; empty if the result does not have it. */
    String setting(String section, String name) {
        return settings.get(section) instanceof Map<?, ?> members && members.get(name) != null
                ? members.get(name).toString()
                : "";
    }

    /** Whether as many records are due in each second as in every other. */
    boolean steadyRate() {
        return setting("load", "stages").isEmpty()
                && !setting("load", "rate").isEmpty()
                && !settings.containsKey("shape")
                && !settings.containsKey("replay");
    }

    /** Whether it writes nothing. */
    boolean consumesOnly() {
        return "consume".equals(settings.get("role"));
    }

    /** Whether records were sent in prebuilt batches. */
    boolean direct() {
        return setting("sender", "kind").equals("direct");
    }

    /** With acks=0 nobody acknowledges anything. */
    boolean acknowledged() {
        return !setting("sender", "acks").equals("0");
    }
}
