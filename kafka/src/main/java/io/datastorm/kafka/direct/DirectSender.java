package io.datastorm.kafka.direct;

import io.datastorm.core.engine.Sender;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.direct.template.TimestampDelta;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Fills batches, one partition after the other, and ships them. Everything happens on the worker's own thread: while it
 * fills, and whenever it has nothing else to do, it also reads and writes the network.
 */
final class DirectSender implements Sender {
    /** Answers are looked for at least this often. */
    private static final long LOOK_NANOS = 250_000;
    /** The network's wait counts in milliseconds and ends late; shorter times are slept by other means. */
    private static final long COARSE_NANOS = 3_000_000;

    private static final long COARSE_EARLY_MILLIS = 2;
    private static final long FULL_WAIT_MILLIS = 50;
    private static final long DRAIN_WAIT_MILLIS = 5;
    private static final int CHUNK = 256;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RequestDispatcher dispatcher;
    private final PartitionScheduler scheduler;
    private final Filling filling;
    private final NanoClock clock;
    private final Terms terms;
    private final SendTimes moment;
    private final Function<PartitionQueue, Readiness> readiness;
    private final AtomicLong waitedNanos = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private Batch open;
    private long lookedNanos;

    /**
     * Under which rules batches are filled.
     *
     * @param lingerNanos how long a batch waits to become full
     * @param step by how much sequences of this worker's records count up
     * @param sizing how many records make a batch full
     * @param delta where timestamps lie in a batch
     * @param lagMillis how long before it is sent a record has its timestamp
     */
    record Terms(long lingerNanos, int step, BatchSizing sizing, TimestampDelta delta, long lagMillis) {}

    DirectSender(
            RequestDispatcher dispatcher, PartitionScheduler scheduler, Filling filling, NanoClock clock, Terms terms) {
        this.dispatcher = dispatcher;
        this.scheduler = scheduler;
        this.filling = filling;
        this.clock = clock;
        this.terms = terms;
        this.moment = new SendTimes(terms.lagMillis());
        this.readiness = dispatcher::readiness;
    }

    /** Enough for one look at the clocks to cost nothing, few enough to stay in the cache. */
    @Override
    public int chunk() {
        return CHUNK;
    }

    @Override
    public int send(long sequence, DueTimes due, long nowNanos) {
        look(nowNanos);
        moment.set(due, nowNanos, System.currentTimeMillis());
        int count = due.size();
        int done = 0;
        try {
            while (done < count) {
                if (open == null && !begin()) {
                    return done;
                }
                int taken = filling.fill(open, sequence + (long) done * terms.step(), count - done, moment);
                done += taken;
                if (taken == 0 || open.full()) {
                    seal();
                    dispatcher.pump(0);
                }
            }
        } catch (RuntimeException e) {
            // What is already in a batch has been taken, and must be counted so. The next call meets the same trouble.
            if (done == 0) {
                throw e;
            }
        }
        return done;
    }

    /** Seals what has waited long enough, and takes answers, now and then. */
    private void look(long nowNanos) {
        if (nowNanos - lookedNanos < LOOK_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        sealLate(nowNanos);
        dispatcher.pump(0);
    }

    /** Whether there was a batch that had waited long enough. */
    private boolean sealLate(long nowNanos) {
        if (open == null || nowNanos - open.firstNanos() < terms.lingerNanos()) {
            return false;
        }
        seal();
        return true;
    }

    /** False if the thread was interrupted while all memory was in flight. */
    private boolean begin() {
        long beginNanos = moment.nowNanos();
        if (!dispatcher.hasFree()) {
            await();
            if (!dispatcher.hasFree()) {
                return false;
            }
            beginNanos = clock.nanos();
            moment.later(System.currentTimeMillis());
        }
        List<PartitionQueue> queues = dispatcher.queues();
        scheduler.partitions(queues.size());
        PartitionQueue queue = scheduler.next(queues, readiness);
        BatchTemplate template = scheduler.template(queue);
        open = dispatcher.free(template);
        long baseMillis = moment.recordMillis() - terms.delta().first();
        open.begin(template, queue.id(), queue.records(), beginNanos, baseMillis);
        filling.begin(open);
        open.limit(terms.sizing().records(template.count()));
        return true;
    }

    private void await() {
        long from = clock.nanos();
        while (!dispatcher.hasFree() && !Thread.currentThread().isInterrupted()) {
            dispatcher.pump(FULL_WAIT_MILLIS);
        }
        waitedNanos.lazySet(waitedNanos.get() + clock.nanos() - from);
    }

    private void seal() {
        scheduler.took(dispatcher.queue(open), open.count());
        filling.seal(open);
        dispatcher.ship(open);
        open = null;
        batches.lazySet(batches.get() + 1);
    }

    @Override
    public void idle(long nanos) {
        long now = clock.nanos();
        boolean sealed = sealLate(now);
        long until = open == null ? nanos : Math.min(nanos, open.firstNanos() + terms.lingerNanos() - now);
        if (until > COARSE_NANOS) {
            lookedNanos = now;
            dispatcher.pump(until / NANOS_PER_MILLI - COARSE_EARLY_MILLIS);
        } else {
            if (sealed || nanos == 0) {
                lookedNanos = now;
                dispatcher.pump(0);
            } else {
                // Between short rests, the look before the records or this one suffices: each is a system call.
                look(now);
            }
            LockSupport.parkNanos(Math.min(until, LOOK_NANOS));
        }
    }

    /** Time for which the worker waited because all memory was in flight. Any thread. */
    long waitedNanos() {
        return waitedNanos.get();
    }

    /** How many batches were sealed. Any thread. */
    long batches() {
        return batches.get();
    }

    @Override
    public void drain(BooleanSupplier over) {
        if (open != null) {
            seal();
        }
        while (!dispatcher.settled() && !over.getAsBoolean()) {
            dispatcher.pump(DRAIN_WAIT_MILLIS);
        }
    }

    /** Closes the connections; every record has an outcome then. */
    void end() {
        try {
            if (open != null) {
                seal();
            }
        } finally {
            dispatcher.end();
        }
    }

    RequestDispatcher dispatcher() {
        return dispatcher;
    }
}
