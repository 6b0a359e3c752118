package io.datastorm.lab.stats;

/**
 * A figure with the range in which it lies with a confidence of 95 %.
 *
 * @param value the best guess
 * @param low the interval's lower end
 * @param high its upper end
 */
public record Estimate(double value, double low, double high) {}
