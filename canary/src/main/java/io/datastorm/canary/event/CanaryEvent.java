package io.datastorm.canary.event;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param at when
 * @param kind of what
 * @param bad whether somebody should look
 * @param text in words, one line
 */
public record CanaryEvent(Instant at, Kind kind, boolean bad, String text) {
    /** What it is about. */
    public enum Kind {
        /** The canary itself. */
        CANARY,
        /** Brokers that come and go. */
        BROKER,
        /** The topic, its partitions and their leaders. */
        TOPIC,
        /** The canary's clients: logins, refusals. */
        CLIENT,
        /** Records of a partition that fail, or come through again. */
        RECORDS,
        /** Objectives that are broken, or met again. */
        OBJECTIVE,
        /** The command for violations. */
        COMMAND
    }
}
