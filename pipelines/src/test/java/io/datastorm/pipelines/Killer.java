package io.datastorm.pipelines;

import io.datastorm.core.result.Interval;
import io.datastorm.run.RunObserver;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Kills an instance in the midst of a run; a supervisor may start another one. */
final class Killer implements RunObserver, AutoCloseable {
    private static final int SECOND = 4;

    private final Instance instance;
    private final Supervisor supervisor;
    private volatile boolean done;
    /** Null if there is none. */
    private volatile Instance next;

    /** Who looks after an application. */
    interface Supervisor {
        /** The one that takes the place of an instance; null if nobody does. */
        Instance restart() throws IOException;
    }

    Killer(Instance instance, Supervisor supervisor) {
        this.instance = instance;
        this.supervisor = supervisor;
    }

    @Override
    public void interval(Interval interval) {
        if (done || !interval.measured() || interval.second() < SECOND) {
            return;
        }
        done = true;
        instance.close();
        try {
            next = supervisor.restart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean done() {
        return done;
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
    }
}
