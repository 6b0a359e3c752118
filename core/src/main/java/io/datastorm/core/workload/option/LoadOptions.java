package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.constant;
import static io.datastorm.core.workload.option.Parsers.or;
import static io.datastorm.core.workload.option.Parsers.positiveDuration;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Stage;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.Warmup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many records a stream sends, how fast and how long. A constant is explained by its description. */
public final class LoadOptions {
    /** How records are spaced at a rate. */
    public enum Arrivals {
        /** Evenly. */
        UNIFORM,
        /** As if each came by itself. */
        POISSON
    }

    public static final Option<Load> RATE = Option.of(
                    "load.rate",
                    "--rate",
                    "R",
                    LoadOptions::rate,
                    "Records per second: 50000, 50k, 1.5m or 100/s; or bytes of values: 200MB/s. max sends as fast as "
                            + "possible (a closed loop).")
            .fallback("max");

    public static final Option<List<Stage>> STAGES = Option.of(
            "load.stages",
            "--stages",
            "R:D,…",
            LoadOptions::stages,
            "Rate that changes linearly, from 0 to the first rate and on to the next: 10k:30s,50k:60s.");

    public static final Option<Double> SPEED = Option.of(
                    "speed",
                    "--speed",
                    "X",
                    LoadOptions::factor,
                    "How many times as fast as the topic of --shape, or as the records of --replay came: 2x has twice "
                            + "the rate, for half of the time. Default: 1x.")
            .wholeRun();

    public static final Option<Arrivals> ARRIVALS = Option.of(
                    "load.arrivals",
                    "--arrivals",
                    "uniform|poisson",
                    constant(Arrivals.class),
                    "Spacing of records at a rate.")
            .fallback("uniform");

    public static final Option<Long> RECORDS = Option.of(
            "load.records",
            "--records",
            "N",
            Parsers::positiveCount,
            "Stop after this number of records: 1000000, 250k, 10m. There is no warm-up unless --warmup asks "
                    + "for one.");

    public static final Option<Optional<Duration>> DURATION = Option.of(
            "load.duration",
            "--duration",
            "D|endless",
            or(RunLength.ENDLESS, Optional.empty(), text -> Optional.of(positiveDuration(text))),
            "Stop after this time: 30s, 5m, 1h; endless sends until Ctrl-C. Default: 10s.");

    public static final Option<Optional<Duration>> WARMUP = Option.of(
            "load.warmup",
            "--warmup",
            "auto|D",
            or(Warmup.AUTO_TEXT, Optional.empty(), text -> Optional.of(Quantities.duration(text))),
            "Time before the measurement. Records are sent and stored, but not measured. auto waits until "
                    + "throughput is steady, for at most 30s; at a rate it is 2s. Default: auto; none with --records.");

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(RATE, STAGES, SPEED, ARRIVALS, RECORDS, DURATION, WARMUP);

    private static final double MOST_SPEED = 1_000_000;

    private LoadOptions() {}

    private static Double factor(String text) {
        String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : text;
        double factor;
        try {
            factor = Double.parseDouble(number.trim());
        } catch (NumberFormatException e) {
            factor = Double.NaN;
        }
        if (!(factor > 0 && factor <= MOST_SPEED)) {
            throw new IllegalArgumentException(
                    "must be above 0 and at most %.0fx, such as 2x, got '%s'".formatted(MOST_SPEED, text));
        }
        return factor;
    }

    private static Load rate(String text) {
        return text.equals("max") ? new Load.Saturate() : new Load.ConstantRate(Parsers.rate(text));
    }

    private static List<Stage> stages(String text) {
        List<Stage> stages = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] halves = part.trim().split(":", -1);
            if (halves.length != 2) {
                throw new IllegalArgumentException(
                        "the stage '" + part + "' must be rate:duration; write 10k:30s,50k:60s");
            }
            stages.add(new Stage(Parsers.rate(halves[0].trim()), positiveDuration(halves[1])));
        }
        return stages;
    }
}
