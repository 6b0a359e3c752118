package io.datastorm.core.workload.consumer;

import io.datastorm.core.workload.Quantities;
import java.time.Duration;
import java.util.Optional;

/**
 * When a member commits its offsets.
 *
 * @param kind by what
 * @param every how often; only with {@link Kind#EVERY}
 */
public record CommitRule(Kind kind, Optional<Duration> every) {
    /** By what a commit is made. */
    public enum Kind {
        /** By the client, within a poll ({@code enable.auto.commit}). */
        AUTO,
        /** By the member, when it has processed what a poll returned. */
        POLL,
        /** Likewise, when the last commit is so long ago. */
        EVERY,
        /** Never. */
        NONE
    }

    /**
     * Reads {@code auto}, {@code poll}, {@code none} or a duration.
     *
     * @throws IllegalArgumentException with what must be written
     */
    public static CommitRule parse(String text) {
        return switch (text) {
            case "auto" -> new CommitRule(Kind.AUTO, Optional.empty());
            case "poll" -> new CommitRule(Kind.POLL, Optional.empty());
            case "none" -> new CommitRule(Kind.NONE, Optional.empty());
            default -> every(text);
        };
    }

    private static CommitRule every(String text) {
        Duration every;
        try {
            every = Quantities.duration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be auto, poll, none or a time such as 1s, got '" + text + "'", e);
        }
        if (every.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing; poll commits after each poll");
        }
        return new CommitRule(Kind.EVERY, Optional.of(every));
    }
}
