package io.datastorm.run.launcher;

import io.datastorm.run.launcher.AgentLauncher.RunAddress;
import java.util.Map;
import java.util.TreeMap;

/** The settings of the connector whose tasks are the agents of a run. There are no secrets in them. */
public final class ConnectorSettings {
    /** The class of the plugin that a Connect cluster must have. */
    public static final String CONNECTOR = "io.datastorm.connect.AgentConnector";
    /** The run's id. */
    public static final String RUN = "datastorm.run";
    /** How many agents there are. */
    public static final String AGENTS = "datastorm.agents";
    /** Which agent a task is, from 0; in the settings of tasks alone. */
    public static final String INDEX = "datastorm.index";
    /** The cluster through which agents and coordinator talk. */
    public static final String CONTROL_SERVERS = "datastorm.control.bootstrap.servers";
    /** What begins so is for every client of an agent. */
    public static final String CLIENT = "client.";

    private ConnectorSettings() {}

    /** The name of the connector of a run. */
    static String name(String run) {
        return "datastorm-" + run;
    }

    /** The settings of the connector of a run. */
    static Map<String, String> of(RunAddress address, Map<String, String> clientProperties) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("name", name(address.run()));
        settings.put("connector.class", CONNECTOR);
        settings.put("tasks.max", Integer.toString(address.count()));
        settings.put(RUN, address.run());
        settings.put(AGENTS, Integer.toString(address.count()));
        settings.put(CONTROL_SERVERS, address.controlServers());
        clientProperties.forEach((name, value) -> settings.put(CLIENT + name, value));
        return settings;
    }
}
