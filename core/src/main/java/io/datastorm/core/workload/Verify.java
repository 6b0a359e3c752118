package io.datastorm.core.workload;

/** Whether what was sent is read back and judged. */
public enum Verify {
    /** It is not. */
    OFF,
    /** When the run has ended. */
    AFTER
}
