package io.datastorm.cli;

import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.through.ThroughReader;
import io.datastorm.kafka.through.ThroughTopic;
import io.datastorm.run.verify.Receivers;
import io.datastorm.run.verify.ThroughVerification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
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
     * @param admin of the journal's cluster
     * @param server its addresses
     * @param properties of any client
     */
    Receivers read(Admin admin, String server, Map<String, String> properties, Heading run)
            throws InterruptedException {
        if (topic == null) {
            return Receivers.NONE;
        }
        if (bootstrapServer == null && run.topics().names().contains(topic)) {
            throw new InvalidInput(
                    "--through",
                    "'%s' is the topic to which the run itself has written; name the one that your application writes"
                            .formatted(topic));
        }
        if (bootstrapServer == null) {
            return read(new ThroughTopic(admin, topic), ClusterAccess.properties(server, properties), run);
        }
        try (Admin other = ClusterAccess.connect(bootstrapServer, properties)) {
            return read(new ThroughTopic(other, topic), ClusterAccess.properties(bootstrapServer, properties), run);
        }
    }

    private Receivers read(ThroughTopic written, Map<String, Object> client, Heading run) throws InterruptedException {
        written.require("--through");
        String promise = expect == null ? CheckOptions.EXPECT.fallback().orElseThrow() : expect;
        try (ThroughVerification application = new ThroughVerification(
                written,
                new ThroughReader.Source(client, written.topic(), written.starts()),
                run,
                CheckOptions.EXPECT.require(promise),
                Optional.empty())) {
            application.start();
            application.readToEnd();
            application.stampless().ifPresent(why -> {
                throw new InvalidInput("--through", why);
            });
            return new Receivers(List.of(), Optional.of(application));
        }
    }
}
