package io.datastorm.core.workload.option;

import java.util.List;

/**
 * A part of a run that owns options.
 *
 * @param title for people
 * @param options in the order in which help shows them
 */
public record Component(String title, List<Option<?>> options) {
    /** Where the result goes: commands add options of their own. */
    public static final Component OUTPUT = new Component("Output", OutputOptions.ALL);

    /** All of them, in the order in which help shows them. */
    public static final List<Component> ALL = List.of(
            new Component("Cluster", ClusterOptions.ALL),
            new Component("Topic", TopicOptions.ALL),
            new Component("Records", RecordOptions.ALL),
            new Component("Events", EventOptions.ALL),
            new Component("Load", LoadOptions.ALL),
            new Component("Sender", SenderOptions.ALL),
            new Component("Consumers", ConsumerOptions.ALL),
            new Component("Agents", AgentOptions.ALL),
            new Component("Verification, faults and thresholds", CheckOptions.ALL),
            OUTPUT);
}
