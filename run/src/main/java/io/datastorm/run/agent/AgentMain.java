package io.datastorm.run.agent;

import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.producer.ProducerRules;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An agent that a run has started on its own machine. Arguments: the run's id, the agent's index, how many there are,
 * the address of the cluster through which they talk, and a file of client properties if there is one.
 */
public final class AgentMain {
    private static final int FILE = 4;
    private static final long PATIENCE_MILLIS = 2_000;
    /** Kafka's clients log each retry; what matters reaches the result. Kept, as loggers are only weakly held. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private AgentMain() {}

    /** Does the agent's share. Ends at once when standard input does: the run is gone. */
    public static void main(String[] arguments) throws InterruptedException {
        KAFKA_LOG.setLevel(Level.OFF);
        Thread watch = new Thread(AgentMain::endWithTheRun, "run-watch");
        watch.setDaemon(true);
        watch.start();
        Optional<Path> config = arguments.length > FILE ? Optional.of(Path.of(arguments[FILE])) : Optional.empty();
        Agent.Identity identity =
                new Agent.Identity(arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 0);
        try {
            Agent.Outcome outcome = new Agent(identity, Agent.Access.to(arguments[3], properties(config))).run();
            // Kafka's clients have threads of their own.
            System.exit(outcome.reason() == null ? 0 : 1);
        } catch (InvalidInput | AccessException e) {
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** The properties of a file that are for clients. */
    public static Map<String, String> properties(Optional<Path> file) {
        return file.map(path ->
                        ClientConfigFile.require(path, new ProducerRules()).properties())
                .orElse(Map.of());
    }

    private static void endWithTheRun() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It is closed, one way or another.
            end();
        }
        end();
    }

    /** Libraries that were unpacked are deleted by an orderly end only; nothing may hold up the end for long. */
    private static void end() {
        Thread orderly = new Thread(() -> System.exit(1), "orderly-end");
        orderly.setDaemon(true);
        orderly.start();
        try {
            orderly.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            // The process ends below.
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
