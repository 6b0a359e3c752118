package io.datastorm.canary.figures;

/**
 * What became of the records of a window.
 *
 * @param window as users write it
 * @param seconds of it that the canary has seen
 * @param records of which it is known what became of them
 * @param good acknowledged and read by their deadline
 * @param notSent the producer did not take them in time
 * @param notAcknowledged sent, but not acknowledged
 * @param notRead acknowledged, but not read
 * @param availability percent of the records that were good; null if there were none
 * @param response from when a record was due to its acknowledgement; null if there were none
 * @param endToEnd from when a record was due until it was read; null if there were none
 */
public record WindowFigures(
        String window,
        double seconds,
        long records,
        long good,
        long notSent,
        long notAcknowledged,
        long notRead,
        Double availability,
        Latencies response,
        Latencies endToEnd) {}
