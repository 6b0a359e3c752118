package io.datastorm.cli.terminal;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import java.util.Optional;

/** What the process tells its caller; fixed by the contract. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int BAD_INPUT = 2;
    public static final int NO_ACCESS = 3;
    public static final int THRESHOLD = 4;
    public static final int NOT_PROVEN = 5;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The first that applies: something is proven wrong, interrupted or impossible, failed, threshold. */
    public static int of(RunResult result, Optional<StopSignal.Request> stop) {
        Verification verification = result.verification();
        if (verification != null && verification.broken()) {
            return NOT_PROVEN;
        }
        // A run without an end is complete when somebody stops it: whether it was well is asked first.
        if (stop.isPresent() && !result.run().complete()) {
            return switch (stop.get().reason()) {
                case INTERRUPTED, ENOUGH -> INTERRUPTED;
                case IMPOSSIBLE -> BAD_INPUT;
                case THRESHOLD -> THRESHOLD;
                default -> FAILED;
            };
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
        if (!met) {
            return THRESHOLD;
        }
        return stop.isPresent() ? INTERRUPTED : DONE;
    }
}
