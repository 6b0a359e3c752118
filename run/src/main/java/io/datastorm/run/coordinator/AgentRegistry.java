package io.datastorm.run.coordinator;

import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.run.control.ClockExchange;
import io.datastorm.run.control.JournalPart;
import io.datastorm.run.control.Messages;
import io.datastorm.run.control.SteadyClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The agents of a run: who is there, who may come, and what each has told. For one thread. */
final class AgentRegistry {
    private static final int NAMED = 5;

    private final Coordinator.Terms terms;
    private final SteadyClock clock;
    private final BiConsumer<Messages.Type, byte[]> send;
    private final List<AgentState> agents;

    /** Without any agent so far; {@code send} sends to all agents. */
    AgentRegistry(Coordinator.Terms terms, SteadyClock clock, BiConsumer<Messages.Type, byte[]> send) {
        this.terms = terms;
        this.clock = clock;
        this.send = send;
        this.agents = IntStream.range(0, terms.address().count())
                .mapToObj(AgentState::new)
                .toList();
    }

    /** In the order of their indices. */
    List<AgentState> each() {
        return agents;
    }

    boolean all(AgentState.Status status) {
        return agents.stream().allMatch(agent -> agent.status() == status);
    }

    /** The indices of those that have not ended. */
    Set<Integer> sending() {
        return agents.stream()
                .filter(agent -> !agent.over())
                .map(AgentState::index)
                .collect(Collectors.toSet());
    }

    /** A message that names the missing agents. */
    String missing(long seconds) {
        List<AgentState> late = agents.stream()
                .filter(agent -> agent.status() != AgentState.Status.READY)
                .toList();
        return "%d of %d agents are not ready after %d s (%s): %s"
                .formatted(
                        late.size(),
                        agents.size(),
                        seconds,
                        late.stream()
                                .limit(NAMED)
                                .map(agent -> Integer.toString(agent.index()))
                                .collect(Collectors.joining(", ")),
                        terms.launcher().hint(terms.address()));
    }

    /** Agents that are silent before the beginning may be replaced: they have sent no records. */
    void forgetSilent(long nanos) {
        agents.stream()
                .filter(agent -> agent.incarnation() != null)
                .filter(agent -> nanos - agent.heardNanos() > Messages.SILENCE_NANOS)
                .forEach(AgentState::forget);
    }

    /** A process is not wanted. */
    void refuse(UUID incarnation, String reason) {
        send.accept(Messages.Type.REFUSAL, Messages.json(new Messages.Refusal(incarnation.toString(), reason)));
    }

    /** A message for an agent whose index is too high. */
    String countRefusal() {
        return "the run has %d agents, from 0 to %d: start agents with --of %d"
                .formatted(agents.size(), agents.size() - 1, agents.size());
    }

    /** Somebody says that it is this agent. */
    void hello(AgentState agent, UUID incarnation, Messages.Hello hello, boolean begun) {
        String refusal = refusal(agent, incarnation, hello, begun);
        if (refusal != null) {
            refuse(incarnation, refusal);
            return;
        }
        if (agent.incarnation() != null && !agent.is(incarnation)) {
            refuse(agent.incarnation(), "another process has taken the place of agent " + agent.index());
        }
        agent.arrived(incarnation, hello, System.nanoTime());
        send.accept(Messages.Type.PLAN, Messages.json(terms.plan().of(incarnation.toString())));
    }

    /** Why a process is refused; null if it is accepted. A share must not be sent twice. */
    private String refusal(AgentState agent, UUID other, Messages.Hello hello, boolean begun) {
        if (begun && !agent.is(other)) {
            return "the run has begun, and agent %d has sent records: its share is not sent twice"
                    .formatted(agent.index());
        }
        if (hello.of() != agents.size()) {
            return "the run has %d agents, not %d: start agents with --of %d"
                    .formatted(agents.size(), hello.of(), agents.size());
        }
        return hello.version().equals(terms.plan().version())
                ? null
                : "the coordinator is DataStorm %s, this agent is %s: use the same version"
                        .formatted(terms.plan().version(), hello.version());
    }

    /**
     * What an agent tells of itself.
     *
     * @throws IllegalArgumentException if the payload is not well-formed
     */
    void understand(AgentState agent, Messages.Type type, byte[] payload) {
        switch (type) {
            case QUESTION -> answer(agent, Messages.read(payload, Messages.Question.class));
            case READY -> agent.ready(Messages.read(payload, Messages.Clock.class));
            case JOURNAL -> journal(agent, JournalPart.of(payload));
            case SENT -> agent.status(AgentState.Status.SENT);
            default -> {
                // It lives.
            }
        }
    }

    private void answer(AgentState agent, Messages.Question question) {
        long now = clock.nanos();
        send.accept(
                Messages.Type.ANSWER,
                Messages.json(new ClockExchange.ClockAnswer(
                        agent.index(), question.asked(), now, clock.nanos(), SteadyClock.MACHINE, clock.origin())));
    }

    private void journal(AgentState agent, JournalPart part) {
        if (part.stream() >= 0 && part.stream() < terms.journals().size()) {
            agent.journalled(part.stream(), terms.journals().get(part.stream()).replay(part.entries()));
        }
    }

    /** When the last agent ended a stream, by the coordinator's clock; empty if none has told. */
    OptionalLong lastEnd(String stream) {
        return agents.stream()
                .map(AgentState::ended)
                .filter(ended -> ended != null && ended.ends().containsKey(stream))
                .mapToLong(ended -> ended.ends().get(stream))
                .max();
    }

    /** Whether the journals have everything that the agents had to tell. */
    boolean journalsComplete() {
        return agents.stream().allMatch(this::journalComplete);
    }

    private boolean journalComplete(AgentState agent) {
        if (agent.ended() == null) {
            return terms.journals().isEmpty();
        }
        List<String> names = terms.names();
        return IntStream.range(0, terms.journals().size())
                .allMatch(stream ->
                        agent.ended().journals().getOrDefault(names.get(stream), -1L) == agent.journalled(stream));
    }

    /** Whether another agent tells what the process of this one uses. */
    boolean sharesProcess(AgentState agent) {
        return agents.stream()
                .limit(agent.index())
                .anyMatch(other -> !other.process().isEmpty() && other.process().equals(agent.process()));
    }

    /** Until all senders of the slowest agent were open; null if none has told. */
    Double connectMillis() {
        return agents.stream()
                .map(AgentState::ended)
                .filter(ended -> ended != null && ended.connectMillis() != null)
                .map(Messages.Ended::connectMillis)
                .max(Double::compare)
                .orElse(null);
    }

    Map<Integer, RunRecorder.AgentFacts> facts() {
        Map<Integer, RunRecorder.AgentFacts> facts = new TreeMap<>();
        agents.forEach(agent -> facts.put(agent.index(), agent.facts()));
        return facts;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        agents.stream()
                .filter(agent -> agent.ended() != null)
                .flatMap(agent -> agent.ended().warnings().stream())
                .distinct()
                .forEach(warnings::add);
        agents.stream()
                .filter(agent -> agent.missingSnapshots() > 0)
                .forEach(agent -> warnings.add("%d snapshots of agent %d did not arrive: totals are too low"
                        .formatted(agent.missingSnapshots(), agent.index())));
        return warnings;
    }
}
