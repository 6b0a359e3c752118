package io.datastorm.run.agent;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.control.ControlChannel;
import io.datastorm.kafka.control.ControlMessage;
import io.datastorm.kafka.control.ControlTopic;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.Messages;
import io.datastorm.run.control.SteadyClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * One process that does a share of a run. It waits for the coordinator's plan, does its share at the times that all
 * agents share, and tells what became of it.
 */
public final class Agent {
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final Identity identity;
    private final Access access;
    private final Duration patience;
    private volatile AgentLink line;
    private volatile String cancelled;

    /**
     * Which agent of which run it is.
     *
     * @param run the run's id
     * @param index from 0
     * @param of how many agents there are
     * @param clockOffsetNanos by how much its clock is wrong on purpose: tests need that
     */
    public record Identity(String run, int index, int of, long clockOffsetNanos) {}

    /**
     * How it reaches the cluster.
     *
     * @param controlServers the cluster through which agents and coordinator talk
     * @param dataServers the cluster that records go to, as this agent reaches it; empty: as the coordinator does
     * @param clientProperties for every client; may hold secrets
     * @param headerFile with headers of records that are secrets
     */
    public record Access(
            String controlServers,
            Optional<String> dataServers,
            Map<String, String> clientProperties,
            Optional<Path> headerFile) {
        /** Without secrets in headers, to the cluster of the coordinator. */
        public static Access to(String controlServers, Map<String, String> clientProperties) {
            return new Access(controlServers, Optional.empty(), clientProperties, Optional.empty());
        }
    }

    /**
     * How it ended.
     *
     * @param reason null if it did its whole share
     * @param message in words
     */
    public record Outcome(StopSignal.Reason reason, String message) {}

    /** Waits for the coordinator however long it takes. */
    public Agent(Identity identity, Access access) {
        this(identity, access, FOREVER);
    }

    /**
     * An agent that does not wait forever.
     *
     * @param patience how long it waits for a plan
     */
    public Agent(Identity identity, Access access, Duration patience) {
        this.identity = identity;
        this.access = access;
        this.patience = patience;
    }

    /**
     * Does the share.
     *
     * @throws InvalidInput if the run does not want this agent, or it cannot understand the plan; nothing was sent
     * @throws AccessException if a cluster cannot be reached or refuses; nothing was sent
     */
    public Outcome run() throws InterruptedException {
        try (Admin admin = ClusterAccess.connect(access.controlServers(), access.clientProperties())) {
            ControlTopic.require(admin);
        }
        SteadyClock clock = new SteadyClock(identity.clockOffsetNanos());
        Map<String, Object> client = ClusterAccess.properties(access.controlServers(), access.clientProperties());
        try (AgentLink link = new AgentLink(
                new ControlChannel(identity.run(), client, from -> from == ControlMessage.COORDINATOR),
                identity,
                clock)) {
            line = link;
            if (cancelled != null) {
                link.cancel(cancelled);
            }
            AgentPlan plan = link.plan(patience);
            try {
                return run(plan, link);
            } catch (RuntimeException | Error e) {
                link.send(Messages.Type.ENDED, Messages.json(failed(String.valueOf(e.getMessage()))));
                throw e;
            }
        } catch (AgentLink.StoppedException e) {
            return new Outcome(e.reason(), e.getMessage());
        } catch (AgentLink.RefusedException e) {
            throw new InvalidInput("agent " + identity.index(), e.getMessage());
        }
    }

    /**
     * Ends it soon: no more records are sent, answers are awaited for a while, the coordinator hears of it. Any thread.
     *
     * @param reason for the run's result
     */
    public void cancel(String reason) {
        cancelled = reason;
        AgentLink told = line;
        if (told != null) {
            told.cancel(reason);
        }
    }

    private static Messages.Ended failed(String message) {
        return new Messages.Ended(
                StopSignal.Reason.WORKER_FAILED.name(), message, null, Map.of(), Map.of(), 0, null, List.of());
    }

    /** The files of schemas are needed until the records are prepared. */
    private AgentRun prepared(AgentWorkload read, AgentPlan plan, AgentLink link) {
        try (read) {
            return new AgentRun(identity, read.of(plan), plan, link);
        }
    }

    private Outcome run(AgentPlan plan, AgentLink link) throws InterruptedException {
        AgentWorkload read = new AgentWorkload(identity, access);
        link.clockOffset();
        try (AgentRun run = prepared(read, plan, link)) {
            run.obey(link);
            StopSignal.Request early = run.execute();
            return early == null ? new Outcome(null, "done") : new Outcome(early.reason(), early.message());
        }
    }
}
