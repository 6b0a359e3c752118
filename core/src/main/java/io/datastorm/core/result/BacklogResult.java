package io.datastorm.core.result;

/**
 * What draining a backlog took, and what it did to those who wrote meanwhile: the cold-read tax. With several groups
 * the backlog is drained when the last one has drained it.
 *
 * @param bytes of values that were written before consumers read, warm-up included; null if they were there already
 * @param records that consumers had not read when they began; null if the cluster did not tell
 * @param fillSeconds of the measured window in which they did not read
 * @param drainSeconds from then until they had read what was written up to a moment before; null if they did not
 * @param drainRecordsPerSecond that the slowest group read in that time
 * @param produceP50MillisBefore response times of records that were acknowledged while consumers did not read; null if
 *     none were
 * @param produceP50MillisDuring while the backlog was drained
 * @param produceP50MillisAfter when it was
 */
public record BacklogResult(
        Long bytes,
        Long records,
        double fillSeconds,
        Double drainSeconds,
        Double drainRecordsPerSecond,
        Double produceP50MillisBefore,
        Double produceP50MillisDuring,
        Double produceP50MillisAfter,
        Double produceP99MillisBefore,
        Double produceP99MillisDuring,
        Double produceP99MillisAfter) {}
