package io.datastorm.kafka.consume;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A member of a group: reads on a thread of its own until it is stopped, or until it cannot go on. */
final class Member {
    private static final long LOOK_NANOS = 5_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Goes through the member's loop, so that its client is closed. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed() {
            super(null, null, false, false);
        }
    }

    private final int index;
    private final MemberStats stats;
    private final Runnable loop;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean killed;
    private volatile boolean paused;
    private volatile RuntimeException trouble;
    private volatile String note;

    /**
     * For one member.
     *
     * @param index its number in the group, from 0
     * @param loop makes what reads until {@link #stopping}, and leaves the group in good order
     */
    Member(GroupTerms terms, int index, Function<Member, Runnable> loop) {
        this.index = index;
        this.stats = new MemberStats(terms.window());
        this.loop = loop.apply(this);
        this.thread = new Thread(this::run, "consumer-" + terms.memberName(index));
        this.thread.setDaemon(true);
    }

    private void run() {
        try {
            loop.run();
        } catch (Killed e) {
            // As an application whose processing throws: its client has been closed.
            killed = true;
        } catch (RuntimeException e) {
            trouble = e;
        } catch (Error e) {
            trouble = new IllegalStateException(e);
            throw e;
        } finally {
            stats.flush();
        }
    }

    void start() {
        thread.start();
    }

    /** Processes what it has, and leaves. */
    void stop() {
        stopping = true;
    }

    /** It dies in the middle of its work. */
    void kill() {
        killed = true;
    }

    boolean killed() {
        return killed;
    }

    /** Called before a record is processed: a member that was killed does not come further. */
    void requireAlive() {
        if (killed) {
            throw new Killed();
        }
    }

    /** It hangs, or goes on. */
    void pause(boolean hang) {
        paused = hang;
    }

    /** Called before a poll: returns when the member does not hang. */
    void awaitGoing() {
        if (!paused) {
            return;
        }
        long began = System.nanoTime();
        while (paused && !stopping && !killed) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        stats.absent(System.nanoTime() - began);
    }

    /** How long the thread that asks has used a core: a poll that does so does not only wait. */
    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    boolean alive() {
        return thread.isAlive();
    }

    /** Waits until it has ended, for so long at most. */
    void join(long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE) {
            thread.join();
        } else {
            thread.join(Math.max(1, nanos / NANOS_PER_MILLI));
        }
    }

    boolean stopping() {
        return stopping;
    }

    int index() {
        return index;
    }

    MemberStats stats() {
        return stats;
    }

    /** Something that may explain why it does not get on. */
    void note(String what) {
        note = what;
    }

    String note() {
        return note;
    }

    /** Why it could not go on; null if it could. */
    RuntimeException trouble() {
        return trouble;
    }
}
