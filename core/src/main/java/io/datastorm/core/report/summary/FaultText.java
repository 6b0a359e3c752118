package io.datastorm.core.report.summary;

import io.datastorm.core.result.RunResult;
import java.util.Locale;

/** What a fault has done. */
public final class FaultText {
    private FaultText() {}

    /** In a sentence. */
    static String effect(RunResult.FaultResult fault) {
        if (fault.error() != null) {
            return "COULD NOT BE DONE: " + fault.error();
        }
        String done = fault.doneSeconds() == null
                ? ""
                : String.format(Locale.ROOT, "the broker served again at %.1f s", fault.doneSeconds());
        if (fault.stoppedMillis() == null) {
            return done.isEmpty() ? String.format(Locale.ROOT, "done at %.1f s", fault.atSeconds()) : done;
        }
        String stopped = NumberFormat.millis(fault.stoppedMillis());
        String stop = fault.stillStopped()
                ? "no acknowledgement for at least " + stopped + ", until the next fault or the end"
                : "no acknowledgement for " + stopped;
        return stop + ", throughput " + recovered(fault) + (done.isEmpty() ? "" : "; " + done);
    }

    /** What became of the throughput; empty if it was not watched. */
    public static String recovered(RunResult.FaultResult fault) {
        if (fault.error() != null) {
            return "could not be done: " + fault.error();
        }
        if (fault.stoppedMillis() == null) {
            return "";
        }
        if (fault.recoveredSeconds() == null) {
            return "did not come back to 90 %";
        }
        return fault.recoveredSeconds() == 0
                ? "stayed above 90 %"
                : String.format(Locale.ROOT, "back at 90 %% after %.1f s", fault.recoveredSeconds());
    }
}
