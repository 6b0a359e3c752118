package io.datastorm.core.trend;

import java.util.Arrays;

/**
 * How a series of figures rises or falls: Kendall's rank correlation with time says whether it does (the Mann–Kendall
 * test), and the Theil–Sen estimator says by how much. Neither minds single wild figures. Immutable.
 *
 * @param rise from the first to the last figure, as a part of their median; negative if they fall
 * @param score how many standard deviations the rank correlation is away from that of figures in any order
 * @see <a href="https://doi.org/10.2307/1907187">Mann, Nonparametric tests against trend, 1945</a>
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen, Estimates of the regression coefficient, 1968</a>
 */
public record Trend(double rise, double score) {
    /** Of figures at equal distances in time; at least two. */
    public static Trend of(double... figures) {
        int n = figures.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        int sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (figures[j] - figures[i]) / (j - i);
                sum += (int) Math.signum(figures[j] - figures[i]);
            }
        }
        double middle = median(figures);
        double rise = middle == 0 ? 0 : median(slopes) * (n - 1) / middle;
        double deviation = Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
        // One is taken off because the sum has steps.
        double score = sum == 0 ? 0 : (sum - Math.signum(sum)) / deviation;
        return new Trend(rise, score);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Whether figures rise or fall by more than a part, and so clearly that it is hardly an accident. */
    public boolean exceeds(double part, double deviations) {
        return Math.abs(rise) > part && Math.abs(score) >= deviations;
    }
}
