package io.datastorm.lab.experiment;

import io.datastorm.core.result.RunResult;
import java.util.Optional;

/** Whether a run did what it was made for. */
final class Validity {
    private Validity() {}

    /** Why it missed its aim; empty if it did not. */
    static Optional<String> objection(RunResult result, String expectedBottleneck) {
        if (!result.run().complete()) {
            return Optional.of("it did not end in good order");
        }
        if (some(result.totals().failed()) || some(result.totals().unresolved())) {
            return Optional.of("%,d records failed, %,d are unresolved"
                    .formatted(result.totals().failed(), result.totals().unresolved()));
        }
        if (Boolean.FALSE.equals(result.totals().storedAgrees())) {
            return Optional.of("the topic holds another number of records than were acknowledged");
        }
        if (Boolean.FALSE.equals(result.validity().rateMet())) {
            return Optional.of("the rate was not met");
        }
        if (result.unverified()) {
            return Optional.of("its verification did not come to its end");
        }
        if (result.verification() != null && !result.verification().clean()) {
            return Optional.of("its verification is " + result.verification().verdict());
        }
        if (result.thresholds().stream().anyMatch(threshold -> !threshold.met())) {
            return Optional.of("a threshold was not met");
        }
        String limit = result.validity().limitedBy();
        if (limit.equals("quota")) {
            return Optional.of("the brokers throttled it");
        }
        if (!expectedBottleneck.isEmpty() && !limit.equals(expectedBottleneck) && !limit.equals("unknown")) {
            return Optional.of("it was limited by the " + limit + ", and is about the " + expectedBottleneck);
        }
        return Optional.empty();
    }

    /** Nobody knows it of an external client. */
    private static boolean some(Long records) {
        return records != null && records > 0;
    }
}
