package io.datastorm.live.page;

/** What somebody can do to a run on its page. Any thread. */
public interface PageControls {
    /** Ends the run in good order. */
    void stop();

    /**
     * Marks this moment.
     *
     * @throws IllegalArgumentException if it cannot be done; with a message for a person
     */
    void note(String text);

    /**
     * Does something to the cluster, or to consumers, that shall go wrong.
     *
     * @param text without a time, such as {@code pause 2 for 3s}
     * @throws IllegalArgumentException if it cannot be done; with a message for a person
     */
    void fault(String text);
}
