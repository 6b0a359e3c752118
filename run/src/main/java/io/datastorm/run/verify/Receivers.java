package io.datastorm.run.verify;

import io.datastorm.core.result.Verification;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.Judge;
import java.util.List;
import java.util.Optional;

/**
 * Who has got the records of a stream: each is compared with the log.
 *
 * @param groups of consumers
 * @param through the application that has written them to another topic
 */
public record Receivers(List<GroupDeliveries> groups, Optional<ThroughVerification> through) {
    /** Nobody. */
    public static final Receivers NONE = new Receivers(List.of(), Optional.empty());

    /**
     * The same verification with what they got.
     *
     * @param logRead whether all of the log was read
     */
    Verification judged(Verification verification, Judge log, boolean logRead, Topics topics) {
        Verification ofGroups = verification.with(groups.stream()
                .map(group -> Verifications.of(group.group(), group.judge().finish(log, group.positions()), topics))
                .toList());
        return through.map(application -> ofGroups.with(application.judge(log, logRead)))
                .orElse(ofGroups);
    }
}
