package io.datastorm.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunObserver;
import io.datastorm.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

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
    public void second(RunSecond told) {
        Interval interval = told.interval();
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

    /** Makes a run in whose midst the instance is killed, and tells what the application has written. */
    ThroughResult during(DataStorm storm, RunPlan.Builder plan) {
        RunPlan whole = plan.allowExisting()
                .rate(2000)
                .duration(Duration.ofSeconds(10))
                .verify()
                .build();
        ThroughResult found = storm.run(whole, this).verification().through().get(0);
        assertThat(done).isTrue();
        return found;
    }

    /** The one that took its place; null if there is none. */
    Instance next() {
        return next;
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
    }
}
