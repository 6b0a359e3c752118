package io.datastorm.core.workload;

import io.datastorm.core.pace.Load;
import java.util.Optional;

/**
 * Records of one kind for one topic.
 *
 * @param name of the stream; empty if it is the only one of its run
 * @param topic where records go
 * @param records what they are
 * @param load how fast
 * @param extent how long
 * @param sender how they are sent
 */
public record StreamPlan(
        Optional<String> name, TopicPlan topic, RecordPlan records, Load load, RunLength extent, SenderPlan sender) {
    private static final String THREADS = "worker-";

    /** What it is called in results: by its name, or by its topic. */
    public String title() {
        return name.orElse(topic.name());
    }

    /** The thread of a worker, 0 is the first. */
    public String threadName(int worker) {
        return THREADS + workerName(worker);
    }

    /** Whether a thread is one of its workers. */
    public boolean owns(String threadName) {
        return threadName.startsWith(THREADS + prefix());
    }

    private String prefix() {
        return name.map(own -> own + "-").orElse("");
    }

    /** What tells a worker of this stream from all others of the run, 0 is the first: {@code 1}, {@code orders-1}. */
    public String workerName(int worker) {
        return prefix() + (worker + 1);
    }
}
