package io.datastorm.connect;

import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.launcher.ConnectorSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * The agents of a run, one task each. {@code datastorm run --on connect=URL} makes it and removes it; nobody else needs
 * to. It gives Connect no records: agents have clients of their own.
 */
public final class AgentConnector extends SourceConnector {
    private static final ConfigDef CONFIG = new ConfigDef()
            .define(ConnectorSettings.RUN, ConfigDef.Type.STRING, Importance.HIGH, "The run's id.")
            .define(
                    ConnectorSettings.AGENTS,
                    ConfigDef.Type.INT,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.Range.atLeast(1),
                    Importance.HIGH,
                    "The number of agents, and of tasks.")
            .define(
                    ConnectorSettings.CONTROL_SERVERS,
                    ConfigDef.Type.STRING,
                    Importance.HIGH,
                    "The cluster through which the agents talk to the run.");

    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return AgentTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int agents = Integer.parseInt(settings.get(ConnectorSettings.AGENTS));
        return IntStream.range(0, Math.min(agents, maxTasks))
                .mapToObj(this::taskConfig)
                .toList();
    }

    private Map<String, String> taskConfig(int index) {
        Map<String, String> task = new TreeMap<>(settings);
        task.put(ConnectorSettings.INDEX, Integer.toString(index));
        return task;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public String version() {
        return BuildVersions.datastorm();
    }

    /** There are no records that Connect could store twice. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> given) {
        return ConnectorTransactionBoundaries.UNSUPPORTED;
    }
}
