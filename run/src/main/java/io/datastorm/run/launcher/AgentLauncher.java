package io.datastorm.run.launcher;

import java.util.Optional;

/** Starts the agents of a run, and ends what it has started. */
public interface AgentLauncher extends AutoCloseable {
    /**
     * What an agent must be told to find its run.
     *
     * @param run the run's id
     * @param controlServers where it hears the coordinator
     */
    record RunAddress(String run, int count, String controlServers) {}

    /** Starts them; returns at once. */
    void start(RunAddress address);

    /** Why an agent cannot be there any more, in words; empty if nothing is known. */
    Optional<String> gone(int index);

    /** What to check if agents do not come, in words. */
    default String hint(RunAddress address) {
        return "are they started, with --run %s, and do they reach %s?"
                .formatted(address.run(), address.controlServers());
    }

    /** Ends those that are still there. */
    @Override
    void close();

    /** Somebody else starts them. */
    AgentLauncher NONE = new AgentLauncher() {
        @Override
        public void start(RunAddress address) {}

        @Override
        public Optional<String> gone(int index) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };
}
