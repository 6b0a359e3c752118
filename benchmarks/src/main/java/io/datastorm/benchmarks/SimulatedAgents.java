package io.datastorm.benchmarks;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.TransactionCounts;
import io.datastorm.core.measure.snapshot.DirtSnapshot;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.SnapshotCodec;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.measure.snapshot.Usage;
import io.datastorm.kafka.control.ControlChannel;
import io.datastorm.kafka.control.ControlMessage;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.control.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Many agents in one process that only tell: each second a snapshot of four streams, with latencies as a run at a rate
 * has them. Arguments: the address of the cluster, how many agents, for how many seconds.
 */
public final class SimulatedAgents {
    static final String RUN = "simulation";
    static final List<String> STREAMS = List.of("a", "b", "c", "d");
    static final int RECORDS = 500;

    private static final long SECOND = 1_000_000_000L;
    private static final int DIFFERENT = 50;

    private final ControlChannel channel;
    private final int count;
    private final UUID[] incarnations;
    /** Latencies of some seconds, encoded again for each agent. */
    private final List<List<StreamSnapshot>> seconds = new ArrayList<>();

    private SimulatedAgents(ControlChannel channel, int count) {
        this.channel = channel;
        this.count = count;
        this.incarnations =
                IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
        Random random = new Random(1);
        for (int i = 0; i < DIFFERENT; i++) {
            seconds.add(STREAMS.stream().map(name -> stream(name, random)).toList());
        }
    }

    /** Runs the agents until their time is over. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        try (ControlChannel channel =
                new ControlChannel(RUN, Map.of("bootstrap.servers", arguments[0]), from -> from < 0)) {
            new SimulatedAgents(channel, count).run(seconds);
        }
    }

    private static StreamSnapshot stream(String name, Random random) {
        Latencies latencies = Latencies.empty();
        for (int i = 0; i < RECORDS; i++) {
            long service = (long) (2_000_000 * Math.exp(random.nextGaussian() * 0.5));
            long lag = (long) (80_000 * Math.exp(random.nextGaussian() * 0.7));
            latencies.service().recordValue(service);
            latencies.lag().recordValue(lag);
            latencies.response().recordValue(service + lag);
        }
        Counts counts = new Counts(
                new Counts.Sent(RECORDS, 0, RECORDS, RECORDS * 36L),
                new Counts.InWindow(RECORDS, 0, RECORDS, RECORDS * 36L, 0),
                new Counts.Before(0, 0),
                Map.of(),
                Map.of(),
                TransactionCounts.NONE);
        return new StreamSnapshot(
                name, counts, latencies, new SenderHealth(0, 0, RECORDS * 70L, 10, 0.1), DirtSnapshot.NONE);
    }

    private void run(int wanted) {
        awaitCoordinator();
        tell(Messages.Type.READY, Messages.json(new Messages.Clock(0, 1_000)));
        while (heard(Messages.Type.START) == 0) {
            tell(Messages.Type.ALIVE, new byte[0]);
        }
        long next = System.nanoTime() + SECOND;
        for (int second = 1; second <= wanted; second++) {
            for (int agent = 0; agent < count; agent++) {
                // As agents do that began at one moment, and are not the same: spread over the second.
                LockSupport.parkNanos(next + SECOND * agent / count - System.nanoTime());
                send(agent, Messages.Type.SNAPSHOT, SnapshotCodec.encode(snapshot(agent, second)));
            }
            next += SECOND;
            heard(Messages.Type.STOP);
        }
        tell(Messages.Type.SENT, new byte[0]);
        tell(
                Messages.Type.ENDED,
                Messages.json(new Messages.Ended(
                        null, null, new Messages.Clock(0, 1_000), Map.of(), Map.of(), wanted, null, List.of())));
    }

    private void awaitCoordinator() {
        byte[] hello = Messages.json(new Messages.Hello(count, "simulated", "", 2, BuildVersions.datastorm()));
        tell(Messages.Type.HELLO, hello);
        for (int plans = 0; plans < count; ) {
            plans += heard(Messages.Type.PLAN);
        }
    }

    /** How many messages of a kind have come. */
    private int heard(Messages.Type type) {
        return (int) channel.poll(Duration.ofMillis(100)).stream()
                .filter(message -> message.type() == type.code())
                .count();
    }

    private Snapshot snapshot(int agent, int second) {
        Usage usage = new Usage(
                0.5, 1 << 20, 100 << 20, 200 << 20, Usage.Pauses.NONE, List.of(), List.of(), List.of(), List.of());
        return new Snapshot(
                agent, Snapshot.Phase.MEASURED, second, 1.0, seconds.get((agent + second) % DIFFERENT), usage);
    }

    private void tell(Messages.Type type, byte[] payload) {
        IntStream.range(0, count).forEach(agent -> send(agent, type, payload));
    }

    private void send(int agent, Messages.Type type, byte[] payload) {
        channel.send(new ControlMessage(RUN, agent, incarnations[agent], type.code(), payload));
    }
}
