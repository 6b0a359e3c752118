package io.datastorm.canary.figures;

/**
 * Whether an objective is met now.
 *
 * @param objective what was promised
 * @param value the figure; null if it is not judged yet
 * @param met whether it keeps its bound; true as long as it is not judged
 * @param violations how often it began to break it
 * @param violatedSeconds how long it broke it, in all
 * @param lastSeconds how long it broke it the last time
 * @param keptSeconds how long it has kept it again
 */
public record ObjectiveState(
        Objective objective,
        Double value,
        boolean met,
        long violations,
        double violatedSeconds,
        double lastSeconds,
        double keptSeconds) {
    /** One that is at its bound would be violated and met in turn. */
    private static final double KEPT_SECONDS = 30;

    static ObjectiveState begin(Objective objective) {
        return new ObjectiveState(objective, null, true, 0, 0, 0, 0);
    }

    /**
     * The next state. An objective is judged when a tenth of its window has passed: one record that failed at the very
     * beginning is not an hour of them.
     *
     * @param seconds since this state
     */
    ObjectiveState next(WindowFigures figures, double seconds) {
        boolean early = figures.seconds() < objective.window().length().toSeconds() / 10.0;
        Double now = early ? null : objective.value(figures);
        boolean kept = now == null || objective.threshold().metBy(now);
        double again = kept && !met ? keptSeconds + seconds : 0;
        boolean holds = kept && (met || again >= KEPT_SECONDS);
        return new ObjectiveState(
                objective,
                now,
                holds,
                violations + (met && !holds ? 1 : 0),
                violatedSeconds + (met ? 0 : seconds),
                met ? (holds ? lastSeconds : 0) : lastSeconds + seconds,
                again);
    }
}
