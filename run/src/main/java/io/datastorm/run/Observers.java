package io.datastorm.run;

import io.datastorm.core.result.RunSecond;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells observers what happens, each on a thread of its own. Whoever tells never waits for them. Thread-safe.
 *
 * <p>An observer may fall behind by {@link #WAITING} events; then the newest are left out for it.
 */
final class Observers implements RunObserver, AutoCloseable {
    private static final int WAITING = 10_000;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long CATCH_UP_MILLIS = 500;

    private final List<Outlet> outlets = new ArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Observers(List<RunObserver> observers) {
        observers.forEach(observer -> outlets.add(new Outlet(observer)));
        outlets.forEach(outlet -> outlet.thread.start());
    }

    /** One observer and what it was not told yet. */
    private final class Outlet {
        private final RunObserver observer;
        private final BlockingQueue<Consumer<RunObserver>> events = new LinkedBlockingQueue<>(WAITING);
        private final Thread thread = new Thread(this::tell, "observer");
        private volatile boolean last;

        Outlet(RunObserver observer) {
            this.observer = observer;
            thread.setDaemon(true);
        }

        private void tell() {
            try {
                while (!last || !events.isEmpty()) {
                    Consumer<RunObserver> event = events.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                    if (event != null) {
                        event.accept(observer);
                    }
                }
            } catch (InterruptedException e) {
                // It was given up.
                return;
            } catch (RuntimeException | Error e) {
                troubles.add("an observer failed and was not called again: " + e);
            }
        }

        void finish() {
            // The event wakes it up.
            last = true;
            boolean unused = events.offer(each -> {});
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }

    private void each(Consumer<RunObserver> event) {
        outlets.forEach(outlet -> {
            boolean unused = outlet.events.offer(event);
        });
    }

    @Override
    public void waiting(String what) {
        each(observer -> observer.waiting(what));
    }

    @Override
    public void notice(String line) {
        each(observer -> observer.notice(line));
    }

    @Override
    public void warning(String line) {
        each(observer -> observer.warning(line));
    }

    @Override
    public void sending() {
        each(RunObserver::sending);
    }

    @Override
    public void second(RunSecond second) {
        each(observer -> observer.second(second));
    }

    @Override
    public void draining() {
        each(RunObserver::draining);
    }

    @Override
    public void awaiting(long outstanding) {
        each(observer -> observer.awaiting(outstanding));
    }

    @Override
    public void ended() {
        each(RunObserver::ended);
    }

    /** What became of observers; those that are behind are waited for, but not for long. */
    List<String> troubles() {
        CountDownLatch told = new CountDownLatch(
                (int) outlets.stream().filter(outlet -> outlet.thread.isAlive()).count());
        each(observer -> told.countDown());
        try {
            boolean unused = told.await(CATCH_UP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(troubles);
    }

    /** Waits until all was told, two seconds at most each. */
    @Override
    public void close() {
        outlets.forEach(Outlet::finish);
    }
}
