package io.datastorm.cli.canary;

import io.datastorm.canary.CanaryPlan;
import io.datastorm.canary.figures.Objective;
import io.datastorm.canary.probe.ProbePlan;
import io.datastorm.core.pace.Load;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What a canary does, and what is promised. */
public final class CanaryOptions {
    private static final String RATE = "--rate";
    private static final String DEADLINE = "--deadline";
    private static final String OBJECTIVE = "--objective";
    private static final String DURATION = "--duration";
    private static final String REPLICATION = "--replication-factor";
    private static final double MOST_RATE = 1_000;
    private static final Duration LEAST_DEADLINE = Duration.ofSeconds(1);
    private static final Duration MOST_DEADLINE = Duration.ofMinutes(1);
    private static final int MOST_REPLICAS = 10;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "datastorm-canary",
            description = "Its own topic. It is created if it is not there, with a partition for each broker. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String topic;

    @Option(
            names = RATE,
            paramLabel = "R",
            defaultValue = "10/s",
            description = "Records per second, to all partitions in turn: up to 1000/s. Default: ${DEFAULT-VALUE}.")
    private String rate;

    @Option(
            names = DEADLINE,
            paramLabel = "D",
            defaultValue = "10s",
            description = "A record has failed if it was not acknowledged and read by then, from when it was due: "
                    + "1s to 1m. Default: ${DEFAULT-VALUE}.")
    private String deadline;

    @Option(
            names = OBJECTIVE,
            paramLabel = "'FIGURE<N over W'",
            description = "What is promised, over 5m, 1h or 24h: 'availability>=99.9 over 1h' (percent), "
                    + "'latency.endToEnd.p99Millis<500 over 5m', 'latency.response.maxMillis<2000 over 24h'. May be "
                    + "given several times. Default: 'availability>=99.9 over 5m' and "
                    + "'latency.endToEnd.p99Millis<1000 over 5m'.")
    private List<String> objectives = List.of();

    @Option(
            names = "--on-violation",
            paramLabel = "CMD",
            description = "A command for sh, run when an objective is violated and when it is met again, with "
                    + "DATASTORM_STATE (violated, met), DATASTORM_OBJECTIVE, DATASTORM_VALUE, DATASTORM_TOPIC and "
                    + "BOOTSTRAP_SERVERS in its environment. It is stopped after a minute.")
    private String onViolation;

    @Option(
            names = REPLICATION,
            paramLabel = "N",
            defaultValue = "3",
            description = "Of its topic, as far as there are brokers. Default: ${DEFAULT-VALUE}.")
    private int replicationFactor;

    @Option(
            names = DURATION,
            paramLabel = "D",
            defaultValue = "endless",
            description = "How long. When it is over, the exit code is 4 if an objective was violated. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String duration;

    /**
     * The plan.
     *
     * @throws InvalidInput with all that is wrong
     */
    CanaryPlan plan(String cluster) {
        List<Problem> problems = new ArrayList<>();
        String own = read(() -> TopicOptions.TOPIC.require(topic), problems);
        Double perSecond = read(this::recordsPerSecond, problems);
        Duration until = read(this::untilRead, problems);
        Optional<Duration> whole = read(this::length, problems);
        List<Objective> promised = objectives(problems);
        if (until != null && whole != null) {
            promised.forEach(objective -> judgeable(objective, until, whole, problems));
        }
        if (replicationFactor < 1 || replicationFactor > MOST_REPLICAS) {
            problems.add(new Problem(REPLICATION, "must be 1 to 10, got " + replicationFactor));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new CanaryPlan(
                cluster,
                new ProbePlan(own, perSecond, until, replicationFactor),
                promised,
                Optional.ofNullable(onViolation));
    }

    /** Null if it cannot be read; then it is told with the others. */
    private static <T> T read(Supplier<T> option, List<Problem> problems) {
        try {
            return option.get();
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    /** One that cannot be violated promises nothing. */
    private void judgeable(Objective objective, Duration until, Optional<Duration> whole, List<Problem> problems) {
        Duration needed = objective.window().length().dividedBy(10);
        if (whole.filter(given -> given.compareTo(needed) < 0).isPresent()) {
            problems.add(new Problem(
                    DURATION,
                    "must be %s at least, because '%s' is not judged before"
                            .formatted(Quantities.format(needed), objective.text())));
        }
        boolean latency = !objective.threshold().metric().equals(Objective.AVAILABILITY);
        if (latency && objective.threshold().bound() > until.toMillis()) {
            problems.add(new Problem(
                    OBJECTIVE,
                    "'%s' is met in any outage: a record that failed counts with the deadline, %s; raise --deadline"
                            .formatted(objective.text(), deadline)));
        }
    }

    private double recordsPerSecond() {
        double perSecond = 0;
        try {
            Load load = LoadOptions.RATE.require(rate);
            perSecond = load.inBytes() ? 0 : load.rateAt(Duration.ZERO);
        } catch (InvalidInput e) {
            // What a run may have as its rate helps nobody here.
        }
        if (perSecond >= 1 && perSecond <= MOST_RATE) {
            return perSecond;
        }
        throw new InvalidInput(RATE, "must be 1/s to 1000/s, got '" + rate + "'; 'datastorm run' makes more load");
    }

    private Duration untilRead() {
        Duration until = duration(DEADLINE, deadline);
        if (until.compareTo(LEAST_DEADLINE) < 0 || until.compareTo(MOST_DEADLINE) > 0) {
            throw new InvalidInput(DEADLINE, "must be 1s to 1m, got '" + deadline + "'");
        }
        return until;
    }

    private static Duration duration(String option, String text) {
        try {
            return Quantities.duration(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(option, e.getMessage());
        }
    }

    private List<Objective> objectives(List<Problem> problems) {
        if (objectives.isEmpty()) {
            return Objective.DEFAULTS;
        }
        List<Objective> all = new ArrayList<>();
        for (String text : objectives) {
            try {
                all.add(Objective.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(OBJECTIVE, e.getMessage()));
            }
        }
        return all;
    }

    /** How long it goes on; empty: until it is stopped. */
    Optional<Duration> length() {
        return duration.equals("endless") ? Optional.empty() : Optional.of(duration(DURATION, duration));
    }

    /** What it says when it begins. */
    String begins(String cluster) {
        return "the canary begins: %s to topic %s of %s; a record must be read %s after it was due"
                .formatted(rate, topic, cluster, deadline);
    }
}
