package io.datastorm.generator.stamp;

/**
 * Fractions that count, as {@link Iteration} does with whole numbers.
 *
 * @param start where they begin again
 * @param step up or down, not 0
 * @param span how far it is from the start to the restart; infinite: they never begin again
 * @param offset how far the first value is from the start, in the direction of the step
 */
public record FractionIteration(double start, double step, double span, double offset) {
    /** The value of the <i>n</i>-th record, from 0. */
    public double value(long position) {
        double way = offset + position * Math.abs(step);
        double place = way < span ? way : way % span;
        return step > 0 ? start + place : start - place;
    }
}
