package io.datastorm.run.cluster;

/** Hears what a run tells people while it goes on. Called by one thread at a time. */
public interface Messages {
    /** What the run waits for from now on, such as the start of a local cluster; until whatever it tells next. */
    void waiting(String what);

    /** What has happened, such as that the cluster is ready. */
    void notice(String line);

    /** What went wrong, and does not end the run. */
    void warning(String line);
}
