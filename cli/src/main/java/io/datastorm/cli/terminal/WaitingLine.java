package io.datastorm.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Says what is waited for. On a terminal the time that has passed stands behind it and counts up; elsewhere it is a
 * line like any other. Thread-safe.
 */
final class WaitingLine implements AutoCloseable {
    private static final long TICK_MILLIS = 100;
    /** What is over sooner needs no time behind it. */
    private static final double SHOWN_SECONDS = 0.5;

    private final Screen screen;
    private final ScheduledExecutorService ticker;
    private ScheduledFuture<?> ticking;
    private String what;
    private long since;
    /** Of the terminal; 0 until it has been asked. */
    private int width;

    /** A line; {@code terminal} tells whether it can be drawn over. */
    WaitingLine(Screen screen, boolean terminal) {
        this.screen = screen;
        this.ticker = terminal ? Executors.newSingleThreadScheduledExecutor(WaitingLine::thread) : null;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "waiting-line");
        thread.setDaemon(true);
        return thread;
    }

    /** From now on this is waited for. */
    synchronized void begin(String now) {
        end();
        if (ticker == null) {
            screen.waiting(now);
            return;
        }
        what = now;
        since = System.nanoTime();
        width = width > 0 ? width : Math.max(1, TerminalWidth.columns() - 1);
        draw();
        ticking = ticker.scheduleAtFixedRate(this::draw, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** It is waited for no more; its line stays. */
    synchronized void end() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
            draw();
            what = null;
            screen.out().println();
            screen.out().flush();
        }
    }

    private synchronized void draw() {
        if (what == null) {
            return;
        }
        double seconds = (System.nanoTime() - since) / 1e9;
        String passed = seconds < SHOWN_SECONDS ? "" : String.format(Locale.ROOT, " %.1f s", seconds);
        String line = what + " …" + passed;
        PrintWriter out = screen.out();
        out.print("\r" + (line.length() > width ? line.substring(0, width) : line));
        out.flush();
    }

    @Override
    public synchronized void close() {
        end();
        if (ticker != null) {
            ticker.shutdownNow();
        }
    }
}
