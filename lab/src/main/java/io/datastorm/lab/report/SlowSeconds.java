package io.datastorm.lab.report;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.List;

/**
 * How often some record waited longer than twice the usual time, and whether garbage collection can have been the
 * reason. Only for runs with a rate: at full load everything waits.
 *
 * @param seconds that were measured
 * @param slow those in which a record took more than twice the median of the run
 * @param explained those of them in which the collector paused for at least half of the longest latency
 */
record SlowSeconds(long seconds, long slow, long explained) {
    private static final double SLOW = 2;
    private static final double EXPLAINS = 0.5;

    static SlowSeconds of(List<RunResult> runs) {
        long seconds = 0;
        long slow = 0;
        long explained = 0;
        for (RunResult run : runs) {
            for (Interval second : run.intervals()) {
                if (!second.measured() || second.maxMillis() == null) {
                    continue;
                }
                seconds++;
                if (second.maxMillis() > SLOW * run.latency().response().p50Millis()) {
                    slow++;
                    explained += second.gcPauseMillis() >= EXPLAINS * second.maxMillis() ? 1 : 0;
                }
            }
        }
        return new SlowSeconds(seconds, slow, explained);
    }

    /** Whether runs of this kind can be judged. */
    static boolean told(RunResult run) {
        return run.latency().mode().equals("openLoop") && run.latency().response() != null;
    }
}
