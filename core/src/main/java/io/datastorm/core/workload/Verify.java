package io.datastorm.core.workload;

/** Whether what was sent is read back and judged. */
public enum Verify {
    /** It is not. */
    OFF,
    /** When the run has ended. */
    AFTER,
    /** The same; and while the run goes on a reader measures how long records take to reach a consumer. */
    LIVE
}
