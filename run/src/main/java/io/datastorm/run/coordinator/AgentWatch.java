package io.datastorm.run.coordinator;

import io.datastorm.run.control.Messages;
import io.datastorm.run.launcher.AgentLauncher;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds agents that are lost: their process has ended, or they are silent for too long. For one thread. */
final class AgentWatch {
    /** How long messages of a process may arrive after its end. */
    static final long GONE_NANOS = 1_000_000_000L;
    /** After a longer pause this process was too busy to listen: the agents may have told something. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final AgentRegistry agents;
    private final AgentLauncher launcher;
    private long lookedNanos;

    AgentWatch(AgentRegistry agents, AgentLauncher launcher) {
        this.agents = agents;
        this.launcher = launcher;
    }

    /** Those that are lost now, and how. Called after everything that has arrived was heard. */
    Map<AgentState, String> lost(long now) {
        if (lookedNanos != 0 && now - lookedNanos > PAUSE_NANOS) {
            agents.each().forEach(agent -> agent.heard(agent.heardNanos() + now - lookedNanos));
        }
        lookedNanos = now;
        Map<AgentState, String> lost = new LinkedHashMap<>();
        agents.each().stream().filter(agent -> !agent.over()).forEach(agent -> how(agent, now)
                .ifPresent(how -> lost.put(agent, how)));
        return lost;
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
