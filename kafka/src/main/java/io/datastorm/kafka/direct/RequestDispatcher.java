package io.datastorm.kafka.direct;

import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.BatchOutcomes;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.BrokerConnection;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.Node;

/**
 * Brings one worker's sealed batches to the brokers that lead their partitions, several partitions a request, and tells
 * what became of them.
 *
 * <p>Each batch's memory is free again when its outcome is known, never before its request was answered or its
 * connection closed. Not thread-safe.
 */
final class RequestDispatcher {
    private final BrokerConnection connection;
    private final BatchFormat format;
    private final BatchOutcomes outcomes;
    private final int worker;
    private final NanoClock clock;
    private final DispatchRules rules;
    /** One for all requests. */
    private final BiConsumer<Batch, BrokerResponse> answered = this::answered;

    private final List<PartitionQueue> queues = new ArrayList<>();
    /** Queues with batches that have not left. */
    private final Deque<PartitionQueue> busy = new ArrayDeque<>();

    private final Deque<Batch> free = new ArrayDeque<>();
    private final Map<Integer, Request> requests = new TreeMap<>();
    private boolean identityMissing;
    private boolean identityAsked;
    private long identityNotBeforeNanos = Long.MIN_VALUE;
    private int open;
    /** What ended this sender: nothing is sent after it, so that nothing is sent twice. */
    private RuntimeException broken;

    RequestDispatcher(
            int worker,
            BrokerConnection connection,
            BatchFormat format,
            BatchOutcomes outcomes,
            NanoClock clock,
            DispatchRules rules) {
        this.worker = worker;
        this.connection = connection;
        this.format = format;
        this.outcomes = outcomes;
        this.clock = clock;
        this.rules = rules;
    }

    /** What goes to one broker with the next request. */
    private static final class Request {
        private final Node broker;
        private final List<Batch> batches = new ArrayList<>();
        private long bytes;

        Request(Node broker) {
            this.broker = broker;
        }
    }

    /** Memory for one more batch. */
    void provide(Batch batch) {
        free.addLast(batch);
    }

    /**
     * Memory for a batch, if possible some that held this template's records before; null while all of it is in flight.
     */
    Batch free(BatchTemplate template) {
        for (Batch batch : free) {
            if (batch.template() == template) {
                free.remove(batch);
                return batch;
            }
        }
        return free.pollFirst();
    }

    /** Whether there is memory for a batch. */
    boolean hasFree() {
        return !free.isEmpty();
    }

    private void addQueues(int partitions) {
        for (int partition = queues.size(); partition < partitions; partition++) {
            queues.add(new PartitionQueue(LaneId.of(worker, partition), rules));
            identityMissing |= rules.idempotent();
        }
    }

    /** One for each partition that the topic has now. */
    List<PartitionQueue> queues() {
        // A topic may get more partitions while the run goes on.
        if (connection.partitions() > queues.size()) {
            addQueues(connection.partitions());
        }
        return queues;
    }

    /** How soon a batch could leave. A broker that is down may lead in the metadata for a while. */
    Readiness readiness(PartitionQueue queue) {
        Node leader = connection.leader(queue.partition());
        if (leader == null || !connection.reachable(leader)) {
            return Readiness.UNREACHABLE;
        }
        return queue.flowing() ? Readiness.FLOWING : Readiness.QUEUED;
    }

    /** The queue of a batch. */
    PartitionQueue queue(Batch batch) {
        return queues.get(batch.partition());
    }

    /** Takes a sealed batch. */
    void ship(Batch batch) {
        PartitionQueue queue = queue(batch);
        if (queue.head() == null) {
            busy.addLast(queue);
        }
        queue.join(batch);
        open++;
    }

    /** Whether all batches have their outcome. */
    boolean settled() {
        return open == 0;
    }

    /** Sends what can be sent, and waits for something to happen, this long at most. */
    void pump(long millis) {
        if (broken != null) {
            throw broken;
        }
        try {
            if (!busy.isEmpty()) {
                dispatch(clock.nanos());
            }
            connection.poll(millis);
        } catch (RuntimeException e) {
            broken = e;
            throw e;
        }
    }

    /**
     * Goes on connecting to the leaders, and asking for a producer identity.
     *
     * @param all whether each partition must have a leader that is connected; else one suffices
     * @return whether everything is there
     */
    boolean connected(boolean all) {
        int missing = 0;
        for (PartitionQueue queue : queues()) {
            Node leader = connection.leader(queue.partition());
            if (leader == null || !connection.ready(leader)) {
                missing++;
            } else {
                connection.requireUsable(leader);
            }
        }
        identify(clock.nanos());
        if (missing < queues.size() && (missing == 0 || !all) && !identityMissing) {
            connection.established();
            return true;
        }
        return false;
    }

    private void dispatch(long nowNanos) {
        for (int left = busy.size(); left > 0; left--) {
            PartitionQueue queue = busy.removeFirst();
            giveUpLate(queue, nowNanos);
            if (queue.head() != null) {
                assign(queue, nowNanos);
            }
            if (queue.head() != null) {
                busy.addLast(queue);
            }
        }
        for (Request request : requests.values()) {
            if (!request.batches.isEmpty()) {
                connection.produce(request.broker, request.batches, answered);
            }
        }
        requests.clear();
        // After the batches: a broker takes one request at a time, and theirs is promised.
        if (!busy.isEmpty()) {
            identify(nowNanos);
        }
    }

    private void assign(PartitionQueue queue, long nowNanos) {
        Node leader = connection.leader(queue.partition());
        if (leader == null) {
            connection.refreshMetadata();
            return;
        }
        if (!queue.mayLeave(leader, nowNanos)) {
            return;
        }
        Request request = requests.computeIfAbsent(leader.id(), id -> new Request(leader));
        if (request.bytes > 0 && request.bytes + queue.head().size() > rules.requestBytes()) {
            return;
        }
        if (request.bytes > 0 || connection.ready(leader)) {
            Batch batch = queue.leave(leader, format);
            request.batches.add(batch);
            request.bytes += batch.size();
        }
    }

    /**
     * All queues begin with the same identity: each counts its own epochs, because brokers count them for each
     * partition.
     */
    private void identify(long nowNanos) {
        if (!identityMissing || identityAsked || nowNanos < identityNotBeforeNanos) {
            return;
        }
        identityAsked = connection.identify(response -> {
            identityAsked = false;
            response.ifPresentOrElse(
                    this::identify, () -> identityNotBeforeNanos = clock.nanos() + rules.backoffNanos(0));
        });
    }

    private void identify(ProducerIdentity fresh) {
        queues.stream().filter(queue -> !queue.identified()).forEach(queue -> queue.identify(fresh));
        identityMissing = false;
    }

    private void giveUpLate(PartitionQueue queue, long nowNanos) {
        while (queue.head() != null && nowNanos - queue.head().firstNanos() > rules.deliveryNanos()) {
            Batch late = queue.giveUp();
            outcomes.failed(
                    late, "DELIVERY_TIMEOUT: no acknowledgement within delivery.timeout.ms" + late.trouble(), nowNanos);
            settle(late);
        }
    }

    /** From within {@link #pump}. */
    private void answered(Batch batch, BrokerResponse response) {
        PartitionQueue queue = queue(batch);
        long now = clock.nanos();
        ResponseAction action = ResponseAction.of(response.code());
        if (ResponseAction.staleMetadata(response.code())) {
            connection.refreshMetadata();
        }
        switch (action) {
            case STORED -> {
                outcomes.stored(batch, response.offset(), now);
                settle(batch);
                queue.stored(batch, response.offset(), now);
            }
            case RETRY_IN_DOUBT -> {
                batch.doubt();
                batch.trouble(response);
                queue.giveBack(batch, now);
            }
            case RETRY -> {
                batch.trouble(response);
                queue.giveBack(batch, now);
            }
            case OUT_OF_SEQUENCE -> outOfSequence(batch, response, queue.behindGap(batch), now);
            case UNKNOWN_PRODUCER ->
                outOfSequence(batch, response, queue.behindGap(batch) || queue.removed(response.logStart()), now);
            case FAILED_IN_DOUBT -> {
                batch.doubt();
                fail(batch, response, now);
            }
            case FAILED -> fail(batch, response, now);
        }
        // A queue whose epochs are used up needs another identity.
        identityMissing |= !queue.identified();
        if (queue.head() != null && !busy.contains(queue)) {
            busy.addLast(queue);
        }
    }

    /**
     * Expected behind a gap; and of a broker before 2.4, when retention has removed all that the producer had written,
     * and with it what the broker knew of it (KIP-360). Otherwise the broker has lost what it had acknowledged: that
     * must not be papered over.
     */
    private void outOfSequence(Batch batch, BrokerResponse response, boolean expected, long now) {
        PartitionQueue queue = queue(batch);
        batch.trouble(response);
        if (!queue.oldest(batch)) {
            queue.giveBack(batch, now);
        } else if (expected) {
            queue.renumber(batch, now);
        } else {
            fail(batch, response, now);
        }
    }

    private void fail(Batch batch, BrokerResponse response, long now) {
        outcomes.failed(batch, response.toString(), now);
        settle(batch);
        queue(batch).failed(batch, now);
    }

    private void settle(Batch batch) {
        open--;
        // What was used last is nearest, in the processor's caches and to whoever looks for its template.
        free.addFirst(batch);
    }

    /** Closes the connections; what has no outcome by now is reported so. */
    void end() {
        try {
            connection.close();
        } finally {
            for (PartitionQueue queue : queues) {
                for (Batch batch : queue.abandon()) {
                    outcomes.failed(
                            batch,
                            "UNANSWERED: the run ended before an acknowledgement came" + batch.trouble(),
                            clock.nanos());
                }
            }
        }
    }

    BrokerConnection connection() {
        return connection;
    }
}
