package io.datastorm.cli;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.RunResult;
import io.datastorm.core.measure.Verification;
import java.util.Optional;

/** What the process tells its caller; fixed by the contract. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int NO_ACCESS = 3;
    static final int THRESHOLD = 4;
    static final int NOT_PROVEN = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The first that applies: something is proven wrong, interrupted, failed, threshold. */
    static int of(RunResult result, Optional<StopSignal.Request> stop) {
        Verification verification = result.verification();
        if (verification != null && verification.broken()) {
            return NOT_PROVEN;
        }
        if (stop.isPresent()) {
            return stop.get().reason() == StopSignal.Reason.INTERRUPTED ? INTERRUPTED : FAILED;
        }
        RunResult.Totals totals = result.totals();
        if (totals.failed() > 0 || totals.unresolved() > 0 || Boolean.FALSE.equals(totals.storedAgrees())) {
            return FAILED;
        }
        if (verification != null && !verification.clean()) {
            // Asked for a proof, and there is none.
            return FAILED;
        }
        boolean met = result.thresholds().stream().allMatch(RunResult.ThresholdResult::met);
        return met ? DONE : THRESHOLD;
    }
}
