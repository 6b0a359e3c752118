package io.datastorm.run.coordinator;

import io.datastorm.run.control.ControlOutage;
import io.datastorm.run.control.Messages;
import io.datastorm.run.launcher.AgentLauncher;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds agents that are lost: their process has ended, or they are silent for too long. For one thread. */
final class AgentWatch {
    /** How long messages of a process may arrive after its end. */
    static final long GONE_NANOS = 1_000_000_000L;

    private final AgentRegistry agents;
    private final AgentLauncher launcher;
    private final ControlOutage outage;
    private long outageNanos;

    /** In a run with faults the control topic may be away for a while. */
    AgentWatch(AgentRegistry agents, AgentLauncher launcher, boolean faults) {
        this.agents = agents;
        this.launcher = launcher;
        this.outage = new ControlOutage(faults);
    }

    /**
     * Those that are lost now, and how. Called after everything that has arrived was heard.
     *
     * @param ownMessageNanos when this process last received a message of its own
     */
    Map<AgentState, String> lost(long now, long ownMessageNanos) {
        long missed = outage.since(now, ownMessageNanos);
        outageNanos += missed;
        agents.each().forEach(agent -> agent.heard(agent.heardNanos() + missed));
        Map<AgentState, String> lost = new LinkedHashMap<>();
        agents.each().stream().filter(agent -> !agent.over()).forEach(agent -> how(agent, now)
                .ifPresent(how -> lost.put(agent, how)));
        return lost;
    }

    /** A time of the monotonic clock, without outages of the control topic. */
    long timeWithoutOutages(long now) {
        return now - outageNanos;
    }

    private Optional<String> how(AgentState agent, long now) {
        Optional<String> gone = launcher.gone(agent.index());
        if (gone.isPresent()) {
            return gone.filter(how -> agent.goneFor(now) > GONE_NANOS);
        }
        return now - agent.heardNanos() > Messages.SILENCE_NANOS
                ? Optional.of("nothing was heard of it for 6 s")
                : Optional.empty();
    }
}
