package io.datastorm.kafka.control;

import java.util.UUID;

/**
 * What one process of a run tells the others.
 *
 * @param run the run's id
 * @param from the process: {@link #COORDINATOR}, or an agent from 0
 * @param incarnation of the process: one that was started again has another one
 * @param number of this message among those of its process, from 0
 * @param type what the payload means; for those who talk to each other to define
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares messages, or changes their payload.
public record ControlMessage(String run, int from, UUID incarnation, long number, byte type, byte[] payload) {
    /** The process that plans, starts and merges. */
    public static final int COORDINATOR = -1;

    /** A message that is not sent yet: the channel gives it its number. */
    public ControlMessage(String run, int from, UUID incarnation, byte type, byte[] payload) {
        this(run, from, incarnation, 0, type, payload);
    }

    ControlMessage numbered(long other) {
        return new ControlMessage(run, from, incarnation, other, type, payload);
    }
}
