package io.datastorm.kafka.direct;

import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.proof.journal.LaneId;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.wire.Answer;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.Link;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Node;

/**
 * Brings one worker's sealed batches to the brokers that lead their partitions, several partitions a request, and tells
 * what became of them.
 *
 * <p>Each batch's memory is free again when its outcome is known, never before its request was answered or its
 * connection closed. Not thread-safe.
 */
final class Shipping {
    private final Link link;
    private final BatchFormat format;
    private final Books books;
    private final int worker;
    private final NanoClock clock;
    private final ShippingTerms terms;
    private final List<Lane> lanes = new ArrayList<>();
    /** Lanes with batches that have not left. */
    private final Deque<Lane> busy = new ArrayDeque<>();

    private final Deque<Batch> free = new ArrayDeque<>();
    private final Map<Integer, Request> requests = new TreeMap<>();
    private boolean identityMissing;
    private boolean identityAsked;
    private long identityNotBeforeNanos = Long.MIN_VALUE;
    private int open;
    /** What ended this sender: nothing is sent after it, so that nothing is sent twice. */
    private RuntimeException broken;

    Shipping(int worker, Link link, BatchFormat format, Books books, NanoClock clock, ShippingTerms terms) {
        this.worker = worker;
        this.link = link;
        this.format = format;
        this.books = books;
        this.clock = clock;
        this.terms = terms;
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
     * Memory for a batch, if possible some that held this template's records before; null while all of it is under way.
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

    private void addLanes(int partitions) {
        for (int partition = lanes.size(); partition < partitions; partition++) {
            lanes.add(new Lane(this, LaneId.of(worker, partition), terms.idempotent()));
            identityMissing |= terms.idempotent();
        }
    }

    /** One for each partition that the topic has now. */
    List<Lane> lanes() {
        // A topic may get more partitions while the run goes on.
        if (link.partitions() > lanes.size()) {
            addLanes(link.partitions());
        }
        return lanes;
    }

    /** How soon a batch could leave. A broker that is down may lead in the metadata for a while. */
    Readiness readiness(Lane lane) {
        Node leader = link.leader(lane.partition());
        if (leader == null || !link.reachable(leader)) {
            return Readiness.UNREACHABLE;
        }
        return lane.flowing() ? Readiness.FLOWING : Readiness.QUEUED;
    }

    /** Takes a sealed batch. */
    void ship(Batch batch) {
        Lane lane = batch.lane();
        if (lane.head() == null) {
            busy.addLast(lane);
        }
        lane.join(batch);
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
            link.poll(millis);
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
        for (Lane lane : lanes()) {
            Node leader = link.leader(lane.partition());
            if (leader == null || !link.ready(leader)) {
                missing++;
            } else {
                link.requireUsable(leader);
            }
        }
        identify(clock.nanos());
        if (missing < lanes.size() && (missing == 0 || !all) && !identityMissing) {
            link.established();
            return true;
        }
        return false;
    }

    private void dispatch(long nowNanos) {
        for (int left = busy.size(); left > 0; left--) {
            Lane lane = busy.removeFirst();
            giveUpLate(lane, nowNanos);
            if (lane.head() != null) {
                assign(lane, nowNanos);
            }
            if (lane.head() != null) {
                busy.addLast(lane);
            }
        }
        for (Request request : requests.values()) {
            if (!request.batches.isEmpty()) {
                link.produce(request.broker, request.batches);
            }
        }
        requests.clear();
        // After the batches: a broker takes one request at a time, and theirs is promised.
        if (!busy.isEmpty()) {
            identify(nowNanos);
        }
    }

    private void assign(Lane lane, long nowNanos) {
        Node leader = link.leader(lane.partition());
        if (leader == null) {
            link.refreshMetadata();
            return;
        }
        if (!lane.mayLeave(leader, nowNanos)) {
            return;
        }
        Request request = requests.computeIfAbsent(leader.id(), id -> new Request(leader));
        if (request.bytes > 0 && request.bytes + lane.head().size() > terms.requestBytes()) {
            return;
        }
        if (request.bytes > 0 || link.ready(leader)) {
            Batch batch = lane.leave(leader, format);
            request.batches.add(batch);
            request.bytes += batch.size();
        }
    }

    /**
     * All lanes begin with the same identity: each counts its own epochs, because brokers count them for each
     * partition.
     */
    private void identify(long nowNanos) {
        if (!identityMissing || identityAsked || nowNanos < identityNotBeforeNanos) {
            return;
        }
        identityAsked = link.identify(answer -> {
            identityAsked = false;
            answer.ifPresentOrElse(
                    this::identify, () -> identityNotBeforeNanos = clock.nanos() + terms.backoffNanos(0));
        });
    }

    /** A lane has no identity, or none any more. */
    void identityMissing() {
        identityMissing = true;
    }

    private void identify(ProducerIdentity fresh) {
        lanes.stream().filter(lane -> !lane.identified()).forEach(lane -> lane.identify(fresh));
        identityMissing = false;
    }

    private void giveUpLate(Lane lane, long nowNanos) {
        while (lane.head() != null && nowNanos - lane.head().firstNanos() > terms.deliveryNanos()) {
            Batch late = lane.giveUp();
            books.failed(
                    late, "DELIVERY_TIMEOUT: no acknowledgement within delivery.timeout.ms" + late.trouble(), nowNanos);
            settle(late);
        }
    }

    /** From within {@link #pump}. */
    void answered(Batch batch, Answer answer) {
        Lane lane = batch.lane();
        long now = clock.nanos();
        Consequence consequence = Consequence.of(answer.code());
        if (Consequence.staleMetadata(answer.code())) {
            link.refreshMetadata();
        }
        switch (consequence) {
            case STORED -> {
                books.stored(batch, answer.offset(), now);
                settle(batch);
                lane.stored(batch, answer.offset(), now);
            }
            case RETRY_IN_DOUBT -> {
                batch.doubt();
                batch.trouble(answer);
                lane.giveBack(batch, now);
            }
            case RETRY -> {
                batch.trouble(answer);
                lane.giveBack(batch, now);
            }
            case OUT_OF_SEQUENCE -> outOfSequence(batch, answer, lane.behindGap(batch), now);
            case UNKNOWN_PRODUCER ->
                outOfSequence(batch, answer, lane.behindGap(batch) || lane.removed(answer.logStart()), now);
            case FAILED_IN_DOUBT -> {
                batch.doubt();
                fail(batch, answer, now);
            }
            case FAILED -> fail(batch, answer, now);
        }
        if (lane.head() != null && !busy.contains(lane)) {
            busy.addLast(lane);
        }
    }

    /**
     * Expected behind a gap; and of a broker before 2.4, when retention has removed all that the producer had written,
     * and with it what the broker knew of it (KIP-360). Otherwise the broker has lost what it had acknowledged: that
     * must not be papered over.
     */
    private void outOfSequence(Batch batch, Answer answer, boolean expected, long now) {
        Lane lane = batch.lane();
        batch.trouble(answer);
        if (!lane.oldest(batch)) {
            lane.giveBack(batch, now);
        } else if (expected) {
            lane.renumber(batch, now);
        } else {
            fail(batch, answer, now);
        }
    }

    private void fail(Batch batch, Answer answer, long now) {
        books.failed(batch, answer.toString(), now);
        settle(batch);
        batch.lane().failed(batch, now);
    }

    private void settle(Batch batch) {
        open--;
        // What was used last is nearest, in the processor's caches and to whoever looks for its template.
        free.addFirst(batch);
    }

    long backoffNanos(int attempts) {
        return terms.backoffNanos(attempts);
    }

    /** Closes the connections; what has no outcome by now is reported so. */
    void end() {
        try {
            link.close();
        } finally {
            for (Lane lane : lanes) {
                for (Batch batch : lane.abandon()) {
                    books.failed(
                            batch,
                            "UNANSWERED: the run ended before an acknowledgement came" + batch.trouble(),
                            clock.nanos());
                }
            }
        }
    }

    Link link() {
        return link;
    }
}
