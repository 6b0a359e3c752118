package io.datastorm.live.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All that a page is told of a run, in order. A page that comes late is told all of it. Whoever adds never waits.
 *
 * <p>It keeps {@value #MOST} events. When there are more, one of each two in the older half is left out: the one with
 * the smaller weight. So a long run becomes coarse at its beginning, and its extremes stay. Thread-safe.
 */
public final class RunHistory {
    static final int MOST = 7_200;

    /** Of what must not be left out as long as there is anything else. */
    private static final double IMPORTANT = Double.MAX_VALUE;

    private final List<Event> events = new ArrayList<>();
    private long added;
    private boolean ended;

    /**
     * One event.
     *
     * @param number 1 is the first; numbers of events that were left out are missing
     * @param json as the page gets it
     * @param weight of two events the one with the greater weight stays; infinite: it always stays
     */
    public record Event(long number, String json, double weight) {}

    /** Adds what a page cannot do without. */
    public void keep(String json) {
        add(json, Double.POSITIVE_INFINITY);
    }

    /** Adds something that a reader must know. */
    public void important(String json) {
        add(json, IMPORTANT);
    }

    /** Adds an event. */
    public synchronized void add(String json, double weight) {
        events.add(new Event(++added, json, weight));
        if (events.size() > MOST) {
            thin();
        }
        notifyAll();
    }

    private void thin() {
        List<Event> older = events.subList(0, events.size() / 2);
        List<Event> kept = new ArrayList<>(older.size());
        Event waiting = null;
        for (Event event : older) {
            if (Double.isInfinite(event.weight())) {
                kept.add(event);
            } else if (waiting == null) {
                waiting = event;
            } else {
                kept.add(event.weight() > waiting.weight() ? event : waiting);
                waiting = null;
            }
        }
        if (waiting != null) {
            kept.add(waiting);
        }
        older.clear();
        kept.sort((one, other) -> Long.compare(one.number(), other.number()));
        events.addAll(0, kept);
    }

    /** Nothing more is added. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whether nothing more is added, and these were the last ones. */
    public synchronized boolean endedAfter(long number) {
        return ended && number >= added;
    }

    /**
     * Events after a number; waits for one if there is none yet.
     *
     * @return empty if none came in time, or if nothing more is added
     */
    public synchronized List<Event> after(long number, long waitNanos) throws InterruptedException {
        long until = System.nanoTime() + waitNanos;
        while (added <= number && !ended) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        int from = events.size();
        while (from > 0 && events.get(from - 1).number() > number) {
            from--;
        }
        return List.copyOf(events.subList(from, events.size()));
    }
}
