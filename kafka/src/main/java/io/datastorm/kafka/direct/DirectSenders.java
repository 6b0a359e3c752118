package io.datastorm.kafka.direct;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.verify.stamp.ValueStamp;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.dirt.Dirt;
import io.datastorm.generator.dirt.DirtDraw;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.BatchOutcomes;
import io.datastorm.kafka.direct.batch.DirtyFilling;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.batch.FrozenFilling;
import io.datastorm.kafka.direct.batch.StampedFilling;
import io.datastorm.kafka.direct.sizing.AdaptiveSizing;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.direct.turn.BatchKeys;
import io.datastorm.kafka.producer.header.FixedHeader;
import io.datastorm.kafka.producer.header.PlanHeaders;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.BrokerConnection;
import io.datastorm.kafka.wire.NetworkConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/**
 * The direct senders of a run: one a worker, each with its own connections and its own memory for batches; the
 * templates are shared.
 */
public final class DirectSenders implements Senders {
    private static final long POLL_MILLIS = 5;
    /** Compression may make random bytes larger: snappy's worst case is one sixth. */
    private static final int GROWTH = 5;

    private static final int SLACK_BYTES = 4096;
    /** Beside the encoded records there are places and sums for each. */
    private static final long TEMPLATE_BYTES_PER_BATCH_BYTE = 2;

    private static final int LEAST_TEMPLATE_BYTES = 4096;
    /** So long all partitions' leaders are waited for; then those suffice that are there. */
    private static final Duration ALL_LEADERS = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final StreamPlan plan;
    private final BatchFormat format;
    private final TimestampDelta delta;
    private final RecordPool pool;
    private final PartitionTurns turns;
    /** Null if nothing is to be proved. */
    private final Stamping.Proof proof;
    /** Null if records do not tell when they were due. */
    private final DueStamp due;

    private final List<DirectSender> senders = new CopyOnWriteArrayList<>();
    private final BatchSizing sizing;
    private final long lagMillis;
    private BatchTemplates templates;
    /** When the first worker began to connect: all of them wait for absent leaders in one time. */
    private volatile long connectingNanos;

    /** Connects nothing yet. The target has an address. */
    public DirectSenders(StreamPlan plan, Target target, RecordPool pool, Stamping stamping) {
        this.plan = plan;
        this.proof = stamping.proof().orElse(null);
        this.due = stamping.due().orElse(null);
        this.settings = new TreeMap<>(DirectSettings.of(plan.sender(), target));
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                target.bootstrapServers().orElseThrow());
        this.format = new BatchFormat(settings, headers());
        this.delta = TimestampDelta.of(
                plan.sender().batch().linger(), plan.records().dirt().late().most());
        this.pool = pool;
        this.turns = new PartitionTurns(plan, pool);
        this.lagMillis =
                plan.records().timestamps().time(pool.slots()).lagMillis().orElseThrow();
        this.sizing = plan.sender().batch().adaptive() ? new AdaptiveSizing(new SplittableRandom()) : BatchSizing.FULL;
    }

    /** The stamp stands behind all others. */
    private List<Header> headers() {
        List<Header> headers = new ArrayList<>(new PlanHeaders(plan, Optional.ofNullable(due)).list());
        if (proof != null) {
            headers.add(new FixedHeader(RecordStamp.HEADER, RecordStamp.BYTES));
        }
        return headers;
    }

    private int batchBytes() {
        return Math.toIntExact(plan.sender().batch().size().bytes());
    }

    /** Connects, and builds the templates for the topic's partitions. */
    @Override
    public Sender open(int worker, WorkerStats stats) {
        Map<String, Object> client = new TreeMap<>(settings);
        client.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "datastorm-" + plan.workerName(worker));
        RequestDispatcher dispatcher = new RequestDispatcher(
                worker,
                new NetworkConnection(client, plan.topic().topics()),
                format,
                new BatchOutcomes(
                        stats,
                        proof == null ? null : proof.journal(),
                        !plan.sender().acks().equals("0"),
                        sizing),
                NanoClock.SYSTEM,
                DispatchRules.of(settings, DirectSettings.largestRequest(plan.sender())));
        int largest = format.largest(pool.largest());
        provide(dispatcher, Math.max(batchBytes(), BatchFormat.HEADER_BYTES + largest));
        PartitionTurns.OfWorker own =
                turns.of(worker, partitions -> templates(partitions).shares());
        Filling filling = filling(worker, stats, largest, own.keys());
        PartitionScheduler scheduler = new PartitionScheduler(this::templates, own.turns());
        long lingerNanos = plan.sender().batch().linger().toNanos();
        DirectSender sender = new DirectSender(
                dispatcher,
                scheduler,
                filling,
                NanoClock.SYSTEM,
                new DirectSender.Terms(lingerNanos, plan.workersOfAll(), sizing, delta, lagMillis));
        senders.add(sender);
        connect(dispatcher);
        scheduler.partitions(dispatcher.queues().size());
        return sender;
    }

    /** Records that prove themselves differ, and so do those with keys of their own, also if values are frozen. */
    private Filling filling(int worker, WorkerStats stats, int largest, BatchKeys keys) {
        Dirt dirt = plan.records().dirt();
        boolean plain = proof == null && due == null && keys == null && !dirt.any();
        if (plan.records().frozen() && plain && !new PlanHeaders(plan, Optional.empty()).stamped()) {
            return new FrozenFilling(format, delta);
        }
        StampedFilling stamped = stamped(largest, keys);
        return dirt.any()
                ? new DirtyFilling(stamped, new DirtDraw(dirt, plan.seed(), worker), stats, plan.workersOfAll())
                : stamped;
    }

    private StampedFilling stamped(int largest, BatchKeys keys) {
        return new StampedFilling(format, delta, plan.workersOfAll(), largest, stamps(), keys);
    }

    private RecordStamps stamps() {
        return proof == null
                ? new RecordStamps(null, due, null)
                : new RecordStamps(
                        new RecordStamp(proof.heading()),
                        due,
                        plan.records().stampField().isPresent() ? new ValueStamp(proof.heading()) : null);
    }

    /**
     * All workers share them. A topic that got more partitions while the run goes on has new ones: those of before are
     * forgotten, and live only as long as a worker has not looked yet.
     */
    private synchronized BatchTemplates templates(int partitions) {
        if (templates == null || templates.partitions() != partitions) {
            BatchTemplates.Framing framing =
                    new BatchTemplates.Framing(format, templateBytes(partitions), delta, PlanHeaders.templates(plan));
            templates = turns.templates(partitions, framing);
        }
        return templates;
    }

    /**
     * Records with keys need templates for each partition. Where full batches for all of them would take more than half
     * of the memory that there is, batches are smaller.
     */
    private int templateBytes(int partitions) {
        if (!pool.keyed() || !turns.byKey()) {
            return batchBytes();
        }
        long each = Runtime.getRuntime().maxMemory() / 2 / (TEMPLATE_BYTES_PER_BATCH_BYTE * partitions);
        return (int) Math.min(batchBytes(), Math.max(LEAST_TEMPLATE_BYTES, each));
    }

    /**
     * As many batches as the buffer holds: a record that is larger than a batch should be makes a batch of its own, and
     * fewer of them.
     */
    private void provide(RequestDispatcher dispatcher, int plainBytes) {
        int capacity = format.compresses() ? Math.addExact(plainBytes, plainBytes / GROWTH + SLACK_BYTES) : plainBytes;
        long batches = Math.max(2, plan.sender().batch().bufferMemory().bytes() / plainBytes);
        for (long i = 0; i < batches; i++) {
            dispatcher.provide(new Batch(capacity));
        }
    }

    /** Everything that a first record would otherwise wait for: metadata, connections, producer identities. */
    private void connect(RequestDispatcher dispatcher) {
        long begun = System.nanoTime();
        connectingNanos = connectingNanos == 0 ? begun : connectingNanos;
        long most = Duration.ofMillis(new ProducerConfig(settings).getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG))
                .toNanos();
        try {
            while (!dispatcher.connected(System.nanoTime() - connectingNanos < ALL_LEADERS.toNanos())) {
                if (System.nanoTime() - begun > most) {
                    throw new AccessException(
                            "the leaders of topic '" + plan.topic().topics() + "' did not answer in time", null);
                }
                dispatcher.pump(POLL_MILLIS);
            }
        } catch (KafkaException e) {
            throw new AccessException("the cluster refused: " + e.getMessage(), e);
        }
    }

    @Override
    public SenderHealth health() {
        SenderHealth sum = SenderHealth.NONE;
        for (DirectSender sender : senders) {
            BrokerConnection connection = sender.dispatcher().connection();
            sum = sum.plus(new SenderHealth(
                    sender.waitedNanos(), connection.throttledMillis(), connection.wireBytes(), sender.batches(), 0));
        }
        return sum;
    }

    /** The workers wait for their own answers, see {@link DirectSender#drain}. */
    @Override
    public void hurry(Duration patience) {}

    /** The workers have ended: what has no answer by now will get none. */
    @Override
    public void close(Duration patience) {
        senders.forEach(DirectSenders::end);
    }

    private static void end(DirectSender sender) {
        try {
            sender.end();
        } catch (KafkaException e) {
            // The connections are gone, one way or another: the records have been told.
            return;
        }
    }
}
