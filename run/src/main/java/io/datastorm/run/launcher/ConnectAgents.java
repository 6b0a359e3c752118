package io.datastorm.run.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.run.cluster.BuildVersions;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Agents as the tasks of one connector of a Kafka Connect cluster. The connector comes and goes with the run; if the
 * run is killed, the next command knows of it.
 *
 * <p>What Connect tells of its tasks is asked once a second on a thread of its own: {@link #gone} never waits.
 */
public final class ConnectAgents implements AgentLauncher {
    /** The oldest clients that the control channel works with. */
    private static final int[] OLDEST = {4, 1};

    private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.([0-9]+)[^-]*(-c[ce].*)?(?:-.*)?");
    private static final int CONFLUENT_AHEAD = 4;
    /** A cluster that rebalances takes no changes. */
    private static final long REMOVING_NANOS = 60_000_000_000L;

    private final URI url;
    private final ConnectApi api;
    private final ConnectorLedger ledger;
    private final Map<String, String> clientProperties;
    private final ScheduledExecutorService asker = Executors.newSingleThreadScheduledExecutor(ConnectAgents::thread);
    private volatile Map<Integer, String> failed = Map.of();
    private volatile Map<Integer, String> workers = Map.of();
    private volatile String connectorFailure;
    private String name;

    /**
     * Of a Connect cluster.
     *
     * @param url of one of its workers
     * @param clientProperties for the clients of each agent; secrets are references
     */
    public ConnectAgents(URI url, Map<String, String> clientProperties, ConnectorLedger ledger) {
        this.url = url;
        this.api = new ConnectApi(url);
        this.clientProperties = clientProperties;
        this.ledger = ledger;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "connect-status");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Throws {@link AccessException} if there is no such Connect cluster, or it cannot run agents.
     *
     * @param direct whether agents use the direct sender, which needs the clients that it was built with
     */
    public void require(boolean direct) {
        int[] clients = clients(api.version());
        if (direct && !text(clients).equals(text(clients(BuildVersions.kafka())))) {
            throw new AccessException(
                    "Kafka Connect at %s has Kafka's clients %s; --sender direct needs %s: use --sender producer"
                            .formatted(url, text(clients), text(clients(BuildVersions.kafka()))),
                    null);
        }
        if (Arrays.compare(clients, OLDEST) < 0) {
            throw new AccessException(
                    "Kafka Connect at %s has Kafka's clients %s; agents need %s or newer"
                            .formatted(url, text(clients), text(OLDEST)),
                    null);
        }
        String plugin = api.plugin(ConnectorSettings.CONNECTOR)
                .orElseThrow(() -> new AccessException(
                        ("Kafka Connect at %s does not have DataStorm's plugin: unpack datastorm-connect-%s.zip into a"
                                        + " directory of plugin.path on each worker, and start the workers again")
                                .formatted(url, BuildVersions.datastorm()),
                        null));
        if (!plugin.equals(BuildVersions.datastorm())) {
            throw new AccessException(
                    "DataStorm's plugin of Kafka Connect at %s is version %s, this is %s: use the same version"
                            .formatted(url, plugin, BuildVersions.datastorm()),
                    null);
        }
    }

    /** Major and minor version of Kafka's clients. Confluent counts its own versions, four ahead. */
    private int[] clients(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new AccessException(
                    "Kafka Connect at %s does not tell a version of Kafka: '%s'".formatted(url, version), null);
        }
        int ahead = matcher.group(3) == null ? 0 : CONFLUENT_AHEAD;
        return new int[] {Integer.parseInt(matcher.group(1)) - ahead, Integer.parseInt(matcher.group(2))};
    }

    private static String text(int[] version) {
        return version[0] + "." + version[1];
    }

    @Override
    public void start(RunAddress address) {
        name = ConnectorSettings.name(address.run());
        ledger.add(name, url);
        api.put(name, ConnectorSettings.of(address, clientProperties));
        var unused = asker.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            api.status(name).ifPresent(this::understand);
        } catch (AccessException e) {
            // An agent that lives says so itself: the run does not need this worker.
            return;
        }
    }

    private void understand(JsonNode status) {
        Map<Integer, String> gone = new HashMap<>();
        Map<Integer, String> places = new HashMap<>();
        for (JsonNode task : status.path("tasks")) {
            int index = task.path("id").asInt();
            places.put(index, task.path("worker_id").asText());
            if (task.path("state").asText().equals("FAILED")) {
                gone.put(index, "its task failed on " + task.path("worker_id").asText() + ": " + reason(task));
            }
        }
        JsonNode connector = status.path("connector");
        connectorFailure = connector.path("state").asText().equals("FAILED") ? reason(connector) : null;
        workers = places;
        failed = gone;
    }

    /** The first line of a stack trace, without the name of the exception. */
    private static String reason(JsonNode state) {
        String first = state.path("trace").asText().lines().findFirst().orElse("no reason is given");
        return first.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "");
    }

    @Override
    public Optional<String> gone(int index) {
        return Optional.ofNullable(connectorFailure)
                .map(why -> "the connector " + name + " failed: " + why)
                .or(() -> Optional.ofNullable(failed.get(index)));
    }

    @Override
    public String hint(RunAddress address) {
        return "Kafka Connect at %s has started %d of %d tasks of connector %s; do they reach %s?"
                .formatted(url, workers.size(), address.count(), name, address.controlServers());
    }

    /** Removes the connector. If that is not possible, the next command says so. */
    @Override
    public void close() {
        asker.shutdownNow();
        if (name == null) {
            return;
        }
        // A thread that was interrupted may not use the network.
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + REMOVING_NANOS;
        if (apis().anyMatch(each -> removed(each, deadline))) {
            ledger.forget(name);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The worker that was given, and those that had tasks: one of them may be dead. */
    private Stream<ConnectApi> apis() {
        return Stream.concat(
                Stream.of(api),
                workers.values().stream()
                        .distinct()
                        .map(worker -> new ConnectApi(URI.create(url.getScheme() + "://" + worker))));
    }

    private boolean removed(ConnectApi worker, long deadline) {
        try {
            worker.delete(name, deadline);
            return true;
        } catch (AccessException e) {
            return false;
        }
    }
}
