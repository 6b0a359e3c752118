package io.datastorm.run.cluster;

/** Hears what a run tells people while it goes on. Called by one thread at a time. */
public interface Messages {
    /** What happens now, such as the start of a local cluster. */
    void notice(String line);

    /** What went wrong, and does not end the run. */
    void warning(String line);
}
