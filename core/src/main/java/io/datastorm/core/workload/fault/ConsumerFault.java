package io.datastorm.core.workload.fault;

/** Done to the members of the run's own consumer groups, on whatever cluster. */
public sealed interface ConsumerFault extends Fault.Action {
    /** Whether a fault is done to consumers, by its text. */
    static boolean named(String text) {
        return text.matches("(end of )?(kill|join|pause|resume)-consumer\\b.*|(end of )?rolling\\b.*");
    }

    /** Does it. */
    void apply(ConsumerTarget target);

    /** Which member it is done to, from 1; 0 if it is not about one. */
    default int member() {
        return 0;
    }

    /** A member dies in the middle of its work: of what it has polled, the rest is not processed. */
    record KillConsumer(int member) implements ConsumerFault {
        @Override
        public void apply(ConsumerTarget target) {
            target.killConsumer(member);
        }
    }

    /** One more member joins. */
    record JoinConsumer() implements ConsumerFault {
        @Override
        public void apply(ConsumerTarget target) {
            target.joinConsumer();
        }
    }

    /** One member after the other leaves in good order, and another one takes its place. */
    record RollConsumers() implements ConsumerFault {
        @Override
        public void apply(ConsumerTarget target) {
            target.rollConsumers();
        }
    }

    /** A member hangs: it neither polls nor processes. */
    record PauseConsumer(int member) implements ConsumerFault {
        @Override
        public void apply(ConsumerTarget target) {
            target.pauseConsumer(member);
        }
    }

    /** Ends {@link PauseConsumer}. */
    record ResumeConsumer(int member) implements ConsumerFault {
        @Override
        public void apply(ConsumerTarget target) {
            target.resumeConsumer(member);
        }

        @Override
        public boolean harm() {
            return false;
        }
    }
}
