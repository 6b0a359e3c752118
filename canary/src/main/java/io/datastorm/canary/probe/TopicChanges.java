package io.datastorm.canary.probe;

/** Is told how the topic is. Called by one thread. */
interface TopicChanges {
    /** It has other partitions, leaders or brokers. */
    void changed(ProbeTopic topic);

    /** It was created anew. Told before {@link #changed}. */
    void recreated();
}
