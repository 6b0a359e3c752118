package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
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
        String done = done(fault);
        if (fault.stoppedMillis() == null) {
            return done.isEmpty() ? String.format(Locale.ROOT, "done at %.1f s", fault.atSeconds()) : done;
        }
        String stopped = NumberFormat.millis(fault.stoppedMillis());
        String stop = fault.stillStopped()
                ? "no acknowledgement for at least " + stopped + ", until the next fault or the end"
                : "no acknowledgement for " + stopped;
        return stop + ", throughput " + recovered(fault) + (done.isEmpty() ? "" : "; " + done);
    }

    /** When it had its effect; empty if that is at once. */
    private static String done(RunResult.FaultResult fault) {
        if (fault.output() != null) {
            return command(fault);
        }
        return fault.doneSeconds() == null
                ? ""
                : String.format(Locale.ROOT, "the broker served again at %.1f s", fault.doneSeconds());
    }

    /** How a command of the user ended. */
    public static String command(RunResult.FaultResult fault) {
        if (fault.exitCode() == null) {
            return "the command still ran at the end of the run, and was ended";
        }
        String last = fault.output().lines().reduce("", (before, line) -> line);
        return String.format(Locale.ROOT, "exit code %d at %.1f s", fault.exitCode(), fault.doneSeconds())
                + (last.isBlank() ? "" : ": " + last.strip());
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
