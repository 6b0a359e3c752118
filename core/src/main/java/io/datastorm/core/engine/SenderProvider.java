package io.datastorm.core.engine;

import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.InvalidInput;

/**
 * A sender from outside, for {@code --sender NAME}. {@link java.util.ServiceLoader} finds it: in the directories of
 * {@code lib/plugins}, each of which has a class loader of its own, and on the class path. Stateless, thread-safe;
 * {@code docs/extending.md} has an example.
 */
public interface SenderProvider {
    /** What {@code --sender} says: lower-case letters, digits and {@code -}. */
    String name();

    /**
     * Checks what can be checked without a cluster.
     *
     * @throws InvalidInput if the plan asks for what this sender cannot do
     */
    default void check(StreamPlan plan, Target target) {}

    /**
     * The senders of a stream; connects nothing yet, {@link Senders#open} does.
     *
     * @param target has an address
     * @param records what is sent: a {@link RecordPool}, or a {@link RecordEncoder} with {@code --pool 0}
     * @param stamping what records must carry so that they can be followed, and who must hear of their fate
     */
    Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping);
}
