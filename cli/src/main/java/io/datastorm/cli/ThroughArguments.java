package io.datastorm.cli;

import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.through.ThroughTopic;
import io.datastorm.run.verify.Receivers;
import io.datastorm.run.verify.ThroughVerification;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which application is judged by {@code datastorm verify}, and what it promises. */
final class ThroughArguments {
    @Option(
            names = "--through",
            paramLabel = "TOPIC",
            description = "Judge also what your application has written to this topic for the records of the journal.")
    private String topic;

    @Option(
            names = "--expect",
            paramLabel = "one-to-one|filter|at-least-once",
            description = "What the application writes for each record: one, one or none, one or more. "
                    + "Default: one-to-one.")
    private String expect;

    @Option(
            names = "--through-bootstrap-server",
            paramLabel = "HOST:PORT,…",
            description = "The cluster of that topic, if it is another one.")
    private String bootstrapServer;

    /** Whether what was given can be used; otherwise an {@link InvalidInput}. */
    void check(boolean journal) {
        if (topic == null && (expect != null || bootstrapServer != null)) {
            throw new InvalidInput(expect != null ? "--expect" : "--through-bootstrap-server", "needs --through TOPIC");
        }
        if (topic != null && !journal) {
            throw new InvalidInput("--through", "needs the --journal of the run whose records it is to have");
        }
        Optional.ofNullable(topic).ifPresent(CheckOptions.THROUGH::require);
        Optional.ofNullable(expect).ifPresent(CheckOptions.EXPECT::require);
        Optional.ofNullable(bootstrapServer).ifPresent(CheckOptions.THROUGH_BOOTSTRAP_SERVER::require);
    }

    /**
     * Reads what the application has written.
     *
     * @param run the cluster of the run
     * @param heading of its journal
     */
    Receivers read(ThroughTopic.Cluster run, Heading heading) throws InterruptedException {
        if (topic == null) {
            return Receivers.NONE;
        }
        if (bootstrapServer == null && heading.topics().names().contains(topic)) {
            throw new InvalidInput(
                    "--through",
                    "'%s' is the topic to which the run itself has written; name the one that your application writes"
                            .formatted(topic));
        }
        String promise = expect == null ? CheckOptions.EXPECT.fallback().orElseThrow() : expect;
        try (ThroughTopic written = ThroughTopic.find(
                run, new ThroughTopic.Place(topic, Optional.ofNullable(bootstrapServer), "--through"))) {
            ThroughVerification application =
                    ThroughVerification.afterwards(written, heading, CheckOptions.EXPECT.require(promise));
            application.stampless().ifPresent(why -> {
                throw new InvalidInput("--through", why);
            });
            return new Receivers(List.of(), Optional.of(application));
        }
    }
}
