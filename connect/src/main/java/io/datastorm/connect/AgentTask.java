package io.datastorm.connect;

import io.datastorm.run.agent.Agent;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.launcher.ConnectorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * One agent. Its share is done on a thread of its own; the task's thread waits, and tells Connect if the agent fails. A
 * task that Connect starts again is refused by the run, and fails.
 */
public final class AgentTask extends SourceTask {
    /** A run that has made the connector gives up after 120 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(130);
    /** Connect must be able to stop the task. */
    private static final long WAIT_MILLIS = 500;
    /** Connect's own default is five seconds. */
    private static final long STOP_SECONDS = 4;

    private final CompletableFuture<Agent.Outcome> ended = new CompletableFuture<>();
    private Agent agent;

    @Override
    public void start(Map<String, String> settings) {
        Agent.Identity identity = new Agent.Identity(
                settings.get(ConnectorSettings.RUN),
                Integer.parseInt(settings.get(ConnectorSettings.INDEX)),
                Integer.parseInt(settings.get(ConnectorSettings.AGENTS)),
                0);
        Agent.Access access = Agent.Access.to(settings.get(ConnectorSettings.CONTROL_SERVERS), client(settings));
        agent = new Agent(identity, access, PATIENCE);
        Thread thread = new Thread(this::share, "datastorm-agent-" + identity.index());
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<String, String> client(Map<String, String> settings) {
        Map<String, String> client = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(ConnectorSettings.CLIENT)) {
                client.put(name.substring(ConnectorSettings.CLIENT.length()), value);
            }
        });
        return client;
    }

    private void share() {
        try {
            ended.complete(agent.run());
        } catch (InterruptedException | RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    /** Never has records; throws if the agent has failed. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        try {
            if (ended.isDone()) {
                TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
            }
            Agent.Outcome outcome = ended.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (outcome.reason() != null) {
                throw new ConnectException(outcome.message());
            }
        } catch (TimeoutException e) {
            // The agent is at work.
            return null;
        } catch (ExecutionException e) {
            throw new ConnectException(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
        return null;
    }

    /** Called by the task's own thread, after its last poll. */
    @Override
    public void stop() {
        if (agent == null) {
            return;
        }
        agent.cancel("Kafka Connect has stopped its task");
        try {
            Agent.Outcome unused = ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Nobody asks any more.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String version() {
        return BuildVersions.datastorm();
    }
}
