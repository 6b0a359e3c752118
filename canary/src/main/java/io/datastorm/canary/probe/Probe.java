package io.datastorm.canary.probe;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.outcome.OutstandingRecords;
import io.datastorm.canary.outcome.RecordListener;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends records to each broker and reads them, until it is closed. {@link #open} prepares the topic, {@link #start}
 * begins. Thread-safe.
 */
public final class Probe implements AutoCloseable {
    private static final long CLOSE_MILLIS = 2_000;
    private static final Duration FILE_LOOK = Duration.ofSeconds(1);
    /** The cluster is asked after so many looks at files. */
    private static final int FILE_LOOKS = 5;

    private static final int ATTEMPTS = 30;
    private static final long ATTEMPT_NANOS = Duration.ofMillis(500).toNanos();

    private final ProbePlan plan;
    private final ClientSettings settings;
    private final EventLog log;
    private final UUID id = UUID.randomUUID();
    private final TopicReconciler reconciler;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile ProbeTopic topic;
    private volatile long seenNanos;
    private Map<TopicPartition, Long> ends;
    private OutstandingRecords outstanding;
    private RecordReader reader;

    private Probe(ProbePlan plan, ClientSettings settings, EventLog log) {
        this.plan = plan;
        this.settings = settings;
        this.log = log;
        this.reconciler = new TopicReconciler(plan, settings, new Changes(), log);
    }

    /** The other clients follow the topic. */
    private final class Changes implements TopicChanges {
        @Override
        public void changed(ProbeTopic now) {
            topic = now;
            seenNanos = System.nanoTime();
            if (outstanding != null) {
                outstanding.partitions(now.partitions().size());
                reader.partitions(now.partitions().size());
            }
        }

        @Override
        public void recreated() {
            if (outstanding != null) {
                outstanding.topicIsNew();
                reader.startAnew();
                settings.renew();
            }
        }
    }

    /**
     * Creates the topic, or takes the one that is there.
     *
     * @throws AccessException if the cluster cannot be reached, or refuses
     * @throws InvalidInput if the topic is somebody else's
     */
    public static Probe open(ProbePlan plan, ClientSettings settings, EventLog log) {
        Probe probe = new Probe(plan, settings, log);
        try {
            probe.prepare();
            return probe;
        } catch (KafkaException e) {
            probe.close();
            throw new AccessException("the canary cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            probe.close();
            throw e;
        }
    }

    /** What was ordered is seen by all brokers in a moment. */
    private void prepare() {
        for (int i = 0; i < ATTEMPTS && topic == null; i++) {
            reconciler.once();
            if (topic == null) {
                LockSupport.parkNanos(ATTEMPT_NANOS);
            }
        }
        if (topic == null) {
            throw new AccessException("the topic " + plan.topic() + " was created, but no broker knows it", null);
        }
        ends = reconciler.offsets(OffsetSpec.latest());
        if (!reconciler.created()) {
            new OwnTopic(plan.topic(), reconciler.offsets(OffsetSpec.earliest()), ends)
                    .require(settings, reconciler.settled());
        }
        reconciler.own();
    }

    /**
     * Begins to send and to read.
     *
     * @param listener is told what becomes of records
     */
    public void start(RecordListener listener) {
        outstanding = new OutstandingRecords(
                plan.recordsPerSecond(), plan.deadline(), topic.partitions().size(), System.nanoTime(), listener);
        reader = new RecordReader(plan, settings, outstanding, ends, this);
        begin(reader, "canary-consumer");
        begin(new RecordSender(plan, settings, outstanding, this), "canary-producer");
        begin(this::keep, "canary-admin");
    }

    private void begin(Runnable work, String name) {
        Thread thread = new Thread(() -> untilStopped(work, name), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Nobody looks after a canary for weeks: what nobody thought of is told, and ends nothing. */
    private void untilStopped(Runnable work, String name) {
        String told = "";
        while (!stopped) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                String error = "%s: an error that DataStorm did not expect: %s".formatted(name, e);
                if (!error.equals(told)) {
                    told = error;
                    log.warning(Kind.CANARY, error);
                }
                LockSupport.parkNanos(ATTEMPT_NANOS);
            }
        }
    }

    private void keep() {
        for (int i = 0; i < FILE_LOOKS && !stopped; i++) {
            refresh();
            LockSupport.parkNanos(FILE_LOOK.toNanos());
        }
        if (!stopped) {
            reconciler.look();
        }
    }

    private void refresh() {
        try {
            if (settings.refresh()) {
                log.notice(Kind.CLIENT, "a file with client settings has changed: all clients begin anew with it");
            }
        } catch (InvalidInput e) {
            log.warning(Kind.CLIENT, "the client settings have changed and cannot be used: " + e.getMessage());
        }
    }

    /** Decides what became of records whose deadline is over. To be called several times a second. */
    public void advance() {
        outstanding.advance(System.nanoTime());
    }

    UUID id() {
        return id;
    }

    EventLog log() {
        return log;
    }

    boolean stopped() {
        return stopped;
    }

    /** How long ago the cluster described itself. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - seenNanos);
    }

    /** The topic as it was seen last. */
    public ProbeTopic topic() {
        return topic;
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(LockSupport::unpark);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        reconciler.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
