package io.datastorm.run;

import io.datastorm.core.result.RunResult;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs against one cluster from a program of your own.
 *
 * <pre>{@code
 * try (DataStorm storm = DataStorm.connect("localhost:9092")) {
 *     RunResult result = storm.run(RunPlan.produce("orders").rate(20_000).duration(ofSeconds(30)).verify().build());
 *     assert result.verification().clean();
 * }
 * }</pre>
 *
 * <p>Thread-safe: several runs may go on at the same time, each on a topic of its own.
 */
public final class DataStorm implements AutoCloseable {
    private final String bootstrapServers;
    private final Map<String, String> clientProperties;
    private final Admin admin;

    private DataStorm(String bootstrapServers, Map<String, String> clientProperties, Admin admin) {
        this.bootstrapServers = bootstrapServers;
        this.clientProperties = Map.copyOf(clientProperties);
        this.admin = admin;
    }

    /**
     * Connects to a cluster.
     *
     * @param bootstrapServers addresses of brokers: {@code host:port,…}
     * @throws AccessException if it does not answer
     */
    public static DataStorm connect(String bootstrapServers) {
        return connect(bootstrapServers, Map.of());
    }

    /**
     * Connects to a cluster.
     *
     * @param clientProperties properties for every client (TLS, SASL), as Kafka's own clients take them
     * @throws AccessException if it does not answer or refuses
     */
    public static DataStorm connect(String bootstrapServers, Map<String, String> clientProperties) {
        return new DataStorm(
                bootstrapServers, clientProperties, ClusterAccess.connect(bootstrapServers, clientProperties));
    }

    /**
     * Makes a run and waits for its result. The result's files are removed: {@link #prepare} keeps them.
     *
     * @throws InvalidInput if the plan does not suit this cluster; nothing was sent
     * @throws AccessException if the cluster refuses; nothing was sent
     * @throws CancellationException if the calling thread was interrupted
     * @throws UncheckedIOException if the temporary directory cannot be written to
     */
    public RunResult run(RunPlan plan, RunObserver... observers) {
        try {
            Path directory = Files.createTempDirectory("datastorm-run-");
            try {
                return prepare(plan, observers).execute(directory);
            } finally {
                remove(directory);
            }
        } catch (AccessException e) {
            throw e.getCause() instanceof InterruptedException
                    ? (CancellationException) new CancellationException("interrupted").initCause(e)
                    : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    /**
     * A run that was not begun yet: begin it with {@link Run#execute}, on any thread; end it with {@link Run#cancel}.
     *
     * @throws InvalidInput if the plan does not suit this cluster
     */
    public Run prepare(RunPlan plan, RunObserver... observers) {
        return new Run(plan.on(bootstrapServers, clientProperties), List.of(observers));
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Closes the connection that was opened to see whether the cluster answers. Runs that go on are not ended. */
    @Override
    public void close() {
        admin.close();
    }
}
