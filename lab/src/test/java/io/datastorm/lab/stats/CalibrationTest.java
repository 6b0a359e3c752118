package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.lab.stats.Comparison.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole rule on the noise of real runs: what the committed experiments measured, taken off from their middles,
 * drawn anew for a thousand experiments.
 */
final class CalibrationTest {
    private static final int EXPERIMENTS = 1000;
    private static final int PILOTS = 50;
    private static final double INJECTED = 0.05;

    /** Equal runs are called different in about one of twenty experiments. */
    @ParameterizedTest
    @CsvSource({
        "lab/evolution, /throughput/recordsPerSecond",
        "lab/workers, /throughput/recordsPerSecond",
        "lab/compression, /throughput/recordsPerSecond",
        "lab/adaptive, /throughput/recordsPerSecond",
        "lab/gc, /latency/response/p50Millis"
    })
    void equalRunsAreCalledDifferentInFiveOfAHundredExperiments(String experiment, String metric) throws IOException {
        double[] noise = noise(experiment, metric);
        Random random = new Random(7);
        int alarms = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            alarms += verdict(sets(random, noise, 3, 10, 1)) == Verdict.NO_DIFFERENCE_SEEN ? 0 : 1;
        }
        assertThat(alarms / (double) EXPERIMENTS).isBetween(0.035, 0.065);
    }

    /** What is recommended after a first experiment of eight repeats suffices for the second. */
    @ParameterizedTest
    @CsvSource({"lab/adaptive, /throughput/recordsPerSecond", "lab/gc, /latency/response/p50Millis"})
    void fivePercentIsFoundAtTheRepeatsThatAreRecommended(String experiment, String metric) throws IOException {
        double[] noise = noise(experiment, metric);
        Random random = new Random(11);
        int found = 0;
        for (int pilot = 0; pilot < PILOTS; pilot++) {
            Spread spread = Spread.blocked(sets(random, noise, 4, 8, 1)).orElseThrow();
            int repeats = Repeats.needed(spread, INJECTED, 1);
            for (int i = 0; i < EXPERIMENTS / PILOTS; i++) {
                found += verdict(sets(random, noise, 3, repeats, 1 + INJECTED)) == Verdict.HIGHER ? 1 : 0;
            }
        }
        assertThat(found / (double) EXPERIMENTS).isGreaterThanOrEqualTo(0.8);
    }

    /** The last set over the first one, as the lab judges it. */
    private static Verdict verdict(List<double[]> sets) {
        Optional<Spread> spread = Spread.blocked(sets);
        Comparison comparison = Comparison.blocked(sets.get(sets.size() - 1), sets.get(0));
        return comparison.verdict(spread.orElseThrow().noise(comparison.size()));
    }

    /** Sets of runs whose blocks differ by up to a factor of two; the last one is larger by a factor. */
    private static List<double[]> sets(Random random, double[] noise, int sets, int repeats, double factor) {
        double[] blocks = random.doubles(repeats, 1, 2).toArray();
        List<double[]> runs = Stream.generate(() -> {
                    double[] set = new double[repeats];
                    Arrays.setAll(set, block -> blocks[block] * Math.exp(noise[random.nextInt(noise.length)]));
                    return set;
                })
                .limit(sets)
                .toList();
        double[] last = runs.get(sets - 1);
        Arrays.setAll(last, block -> factor * last[block]);
        return runs;
    }

    /** By how much each run was off the mean of its variant, as a logarithm. */
    private static double[] noise(String experiment, String metric) throws IOException {
        JsonNode runs = new ObjectMapper()
                .readTree(Path.of("..", "docs", experiment, "runs.json").toFile());
        Map<String, double[]> byVariant = new TreeMap<>();
        for (JsonNode run : runs) {
            double value = Math.log(run.at("/result" + metric).asDouble());
            byVariant.merge(run.at("/planned/variant/name").asText(), new double[] {value}, (all, one) -> {
                double[] more = Arrays.copyOf(all, all.length + 1);
                more[all.length] = one[0];
                return more;
            });
        }
        return byVariant.values().stream()
                .flatMapToDouble(logs -> {
                    double mean = Arrays.stream(logs).average().orElseThrow();
                    double unbiased = Math.sqrt(logs.length / (logs.length - 1.0));
                    return Arrays.stream(logs).map(log -> unbiased * (log - mean));
                })
                .toArray();
    }
}
