package io.datastorm.cli.terminal;

import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM: the first one ends a run in good order, the second one ends the process at once. Brokers of a
 * local cluster notice the end of the process by themselves.
 */
public final class Interrupts implements AutoCloseable {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Screen screen;
    private final AtomicInteger count = new AtomicInteger();
    private final Object[] before = new Object[SIGNALS.length];
    private volatile Runnable first;
    private volatile Runnable second = () -> {};

    public Interrupts(Screen screen) {
        this.screen = screen;
        for (int i = 0; i < SIGNALS.length; i++) {
            before[i] = Signals.register(SIGNALS[i], this::signal);
        }
    }

    /** What the first signal does; at once if it has come already. */
    public void onFirst(Runnable action) {
        first = action;
        if (requested()) {
            action.run();
        }
    }

    /** What the second signal does before it ends the process, for what does not notice that end by itself. */
    public void onSecond(Runnable action) {
        second = action;
    }

    public boolean requested() {
        return count.get() > 0;
    }

    private void signal() {
        if (count.incrementAndGet() > 1) {
            second.run();
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        Runnable action = first;
        if (action == null) {
            screen.complain("interrupted");
        } else {
            Thread thread = new Thread(action, "interrupted");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < SIGNALS.length; i++) {
            Signals.unregister(SIGNALS[i], before[i]);
        }
    }
}
