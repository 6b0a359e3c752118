package io.datastorm.canary.figures;

import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.Outcome;

/** The outcomes of a window that moves on in steps. Its size does not grow. Not thread-safe. */
final class SlidingWindow {
    private final Window window;
    private final long stepNanos;
    private final long startNanos;
    private final Outcomes[] steps;
    private final Outcomes total = Outcomes.many();
    /** The number of the step that goes on. */
    private long current;

    SlidingWindow(Window window, long startNanos) {
        this.window = window;
        this.startNanos = startNanos;
        this.steps = new Outcomes[window.steps()];
        this.stepNanos = window.length().toNanos() / steps.length;
    }

    void add(Decision decision, long nowNanos) {
        moveTo(nowNanos);
        int index = index(current);
        if (steps[index] == null) {
            steps[index] = Outcomes.few();
        }
        steps[index].add(decision);
        total.add(decision);
    }

    /** What is older than the window leaves it. */
    private void moveTo(long nowNanos) {
        long next = (nowNanos - startNanos) / stepNanos;
        for (long step = Math.max(current + 1, next - steps.length + 1); step <= next; step++) {
            Outcomes old = steps[index(step)];
            if (old != null) {
                total.subtract(old);
                old.reset();
            }
        }
        current = Math.max(current, next);
    }

    private int index(long step) {
        return (int) (step % steps.length);
    }

    WindowFigures figures(long nowNanos) {
        moveTo(nowNanos);
        return new WindowFigures(
                window.text(),
                Math.min(nowNanos - startNanos, window.length().toNanos()) / 1e9,
                total.records(),
                total.count(Outcome.GOOD),
                total.count(Outcome.NOT_SENT),
                total.count(Outcome.NOT_ACKNOWLEDGED),
                total.count(Outcome.NOT_READ),
                total.availability(),
                total.response(),
                total.endToEnd());
    }
}
